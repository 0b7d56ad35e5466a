/// Where the parameters of each layer lie in one flat array.
///
/// Weights stand input by input, `outputs` at a time: the layout in which category codes are rows.
struct NetworkLayout: Sendable, Equatable {
  struct Layer: Sendable, Equatable {
    let inputs: Int
    let outputs: Int
    let weights: Range<Int>
    let biases: Range<Int>
    /// Scale and shift of batch normalization; empty without it.
    let gains: Range<Int>
    let shifts: Range<Int>
    /// One learned slope for each unit; empty without them.
    let slopes: Range<Int>
  }

  let layers: [Layer]
  /// The number of parameters.
  let count: Int

  init(
    inputs: Int, hidden: [Int], outputs: Int, normalizes: Bool, learnsSlopes: Bool
  ) {
    var next = 0
    func take(_ count: Int) -> Range<Int> {
      defer { next += count }
      return next..<(next + count)
    }
    var layers: [Layer] = []
    var width = inputs
    for (index, units) in (hidden + [outputs]).enumerated() {
      let isHidden = index < hidden.count
      layers.append(
        Layer(
          inputs: width, outputs: units, weights: take(width * units), biases: take(units),
          gains: take(isHidden && normalizes ? units : 0),
          shifts: take(isHidden && normalizes ? units : 0),
          slopes: take(isHidden && learnsSlopes ? units : 0)))
      width = units
    }
    self.layers = layers
    count = next
  }
}
