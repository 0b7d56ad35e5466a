import RowcastClassification
import RowcastLinearAlgebra
import RowcastMachine

extension ActivationLaboratory {
  func largestTakenOff() -> Demonstration {
    let logits: [Double] = [1000, 1001, 1002]
    let powers = logits.map { Elementary.exp($0) }
    let plain = powers.map { $0 / powers.reduce(0, +) }
    let stable = Outputs.softmax(logits)
    let low = Outputs.softmax(logits.map { -$0 }).reversed()
    return Demonstration(
      number: 11, claim: "Taking off the largest logit keeps softmax from overflow and underflow.",
      method: "The softmax of 1000, 1001 and 1002 by the formula as it stands, with the largest "
        + "taken off, and of their negatives.",
      columns: ["first", "second", "third"],
      rows: [
        .init(name: "as it stands", values: plain),
        .init(name: "largest taken off", values: stable),
        .init(name: "of the negatives", values: Array(low)),
      ],
      seen: "the plain formula overflows, the other gives 0.0900, 0.2447 and 0.6652.",
      holds: plain.contains { $0.isNaN } && abs(stable[2] - 0.6652409557748219) < 1e-15
        && zip(stable, low).allSatisfy { abs($0 - $1) < 1e-15 })
  }

  func softplusSlope() -> Demonstration {
    var worst = 0.0
    var rows: [Demonstration.Row] = []
    for x in stride(from: -8.0, through: 8.0, by: 0.25) {
      let h = 1e-5
      let slope = (Elementary.softplus(x + h) - Elementary.softplus(x - h)) / (2 * h)
      worst = max(worst, abs(slope - Elementary.sigmoid(x)))
      if [-8, -2, 0, 2, 8].contains(x) {
        rows.append(.init(name: "\(Int(x))", values: [slope, Elementary.sigmoid(x)]))
      }
    }
    return Demonstration(
      number: 12, claim: "The slope of softplus is the sigmoid.",
      method: "Central differences of softplus from -8 to 8 beside the sigmoid.",
      columns: ["slope of softplus", "sigmoid"], rows: rows,
      seen: "they differ by at most \(Demonstration.figure(worst)).", holds: worst < 1e-9)
  }

  func sigmoidAndSoftmax() throws(ClassificationError) -> Demonstration {
    let data = LaboratoryRows.moons(300, scatter: 0.4, seed: seed)
    func difference(
      logistic: Double, softmax: Double
    ) throws(ClassificationError) -> Double {
      let one = try LogisticRegression(LinearOptions(c: logistic, tolerance: 1e-10))
        .fitted(to: data.features, labels: data.labels)
      let two = try SoftmaxRegression(LinearOptions(c: softmax, tolerance: 1e-10))
        .fitted(to: data.features, labels: data.labels, classCount: 2)
      let pairs = zip(
        try one.probabilities(data.features).values, try two.probabilities(data.features).values)
      return pairs.reduce(0) { max($0, abs($1.0 - $1.1)) }
    }
    let free = try difference(logistic: .infinity, softmax: .infinity)
    let same = try difference(logistic: 0.02, softmax: 0.02)
    let doubled = try difference(logistic: 0.04, softmax: 0.02)
    return Demonstration(
      number: 13,
      claim: "A sigmoid and a softmax of two classes are the same model; an L2 penalty tells them "
        + "apart.",
      method: "Logistic and two-class softmax regression on overlapping moons: the largest "
        + "difference of a probability.",
      columns: ["difference"],
      rows: [
        .init(name: "no penalty", values: [free]),
        .init(name: "L2, both C = 0.02", values: [same]),
        .init(name: "L2, C = 0.04 and softmax 0.02", values: [doubled]),
      ],
      seen: "without a penalty they agree; with one, softmax shares the weight between two vectors "
        + "and pays half, so it equals the sigmoid with twice the C.",
      holds: free < 1e-5 && same > 1e-3 && doubled < 1e-6)
  }
}
