/// A graph in the making: inputs, constants, nodes in an order in which each can be computed.
struct ONNXGraph {
  private var nodes: [ProtobufMessage] = []
  private var constants: [ProtobufMessage] = []
  private var inputs: [ProtobufMessage] = []
  private var outputs: [ProtobufMessage] = []
  private var count = 0

  /// The versions of the operators used, and of the file's own format.
  static let operators = 18
  static let learningOperators = 4
  static let format = 9

  init() {}

  private mutating func fresh(_ kind: String) -> String {
    count += 1
    return "rowcast/\(kind)_\(count)"
  }

  /// An input of one column and any number of rows.
  mutating func input(_ name: String, _ element: ONNXTensor.Element, comment: String) -> String {
    inputs.append(Self.value(name, element, columns: 1, comment: comment))
    return name
  }

  /// An output; without columns it is a plain list.
  mutating func output(
    _ value: String, as name: String, _ element: ONNXTensor.Element, columns: Int?
  ) {
    nodes.append(Self.node("Identity", [value], name, [], domain: ""))
    outputs.append(Self.value(name, element, columns: columns, comment: ""))
  }

  mutating func constant(_ values: [Double], shape: [Int]? = nil) -> String {
    let name = fresh("numbers")
    constants.append(ONNXTensor.doubles(values, shape: shape ?? [1, values.count], name: name))
    return name
  }

  mutating func constant(_ value: Double) -> String { constant([value], shape: [1, 1]) }

  mutating func constant(indices: [Int]) -> String {
    let name = fresh("indices")
    constants.append(ONNXTensor.integers(indices, shape: [indices.count], name: name))
    return name
  }

  mutating func constant(texts: [String]) -> String {
    let name = fresh("texts")
    constants.append(ONNXTensor.texts(texts, shape: [texts.count], name: name))
    return name
  }

  /// Adds a node and returns its output.
  mutating func node(
    _ type: String, _ inputs: [String], _ attributes: [ONNXAttribute] = [], domain: String = ""
  ) -> String {
    let output = fresh(type)
    nodes.append(Self.node(type, inputs, output, attributes, domain: domain))
    return output
  }

  /// Columns side by side.
  mutating func joined(_ parts: [String]) -> String {
    parts.count == 1 ? parts[0] : node("Concat", parts, [.integer("axis", 1)])
  }

  /// Some columns of a matrix, in this order.
  mutating func columns(_ matrix: String, _ indices: [Int]) -> String {
    let places = constant(indices: indices)
    return node("Gather", [matrix, places], [.integer("axis", 1)])
  }

  /// `(x - center) / scale`, column by column.
  mutating func standardized(_ x: String, centers: [Double], scales: [Double]) -> String {
    let shifted = node("Sub", [x, constant(centers)])
    return node("Div", [shifted, constant(scales)])
  }

  /// Where a number is NaN or infinite: `x - x` is then not 0.
  mutating func missing(_ x: String) -> String {
    let difference = node("Sub", [x, x])
    let isFinite = node("Equal", [difference, constant(0)])
    return node("Not", [isFinite])
  }

  mutating func cast(_ x: String, to element: ONNXTensor.Element) -> String {
    node("Cast", [x], [.integer("to", element.rawValue)])
  }

  /// The finished model.
  func model(name: String, program: String, comment: String) -> [UInt8] {
    var model = ProtobufMessage()
    model.integer(1, Self.format)
    model.text(2, program)
    model.text(6, comment)
    model.message(7) { graph in
      for node in nodes { graph.message(1, node) }
      graph.text(2, name)
      for constant in constants { graph.message(5, constant) }
      for input in inputs { graph.message(11, input) }
      for output in outputs { graph.message(12, output) }
    }
    model.message(8) { $0.integer(2, Self.operators) }
    model.message(8) {
      $0.text(1, "ai.onnx.ml")
      $0.integer(2, Self.learningOperators)
    }
    return model.bytes
  }

  private static func node(
    _ type: String, _ inputs: [String], _ output: String, _ attributes: [ONNXAttribute],
    domain: String
  ) -> ProtobufMessage {
    var message = ProtobufMessage()
    for input in inputs { message.text(1, input) }
    message.text(2, output)
    message.text(3, "make " + output)
    message.text(4, type)
    for attribute in attributes { message.message(5, attribute.message) }
    if !domain.isEmpty { message.text(7, domain) }
    return message
  }

  private static func value(
    _ name: String, _ element: ONNXTensor.Element, columns: Int?, comment: String
  ) -> ProtobufMessage {
    var message = ProtobufMessage()
    message.text(1, name)
    message.message(2) { type in
      type.message(1) { tensor in
        tensor.integer(1, element.rawValue)
        tensor.message(2) { shape in
          shape.message(1) { $0.text(2, "rows") }
          if let columns { shape.message(1) { $0.integer(1, columns) } }
        }
      }
    }
    if !comment.isEmpty { message.text(3, comment) }
    return message
  }
}
