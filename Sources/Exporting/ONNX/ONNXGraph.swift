/// A graph in the making: inputs, constants, nodes in an order in which each can be computed.
struct ONNXGraph {
  private var nodes: [ProtobufMessage] = []
  private var constants: [ProtobufMessage] = []
  private var inputs: [ProtobufMessage] = []
  private var outputs: [ProtobufMessage] = []
  private var count = 0
  /// Whether texts are cut, which takes newer operators and one of ONNX Runtime's own.
  private var cutsTexts = false

  /// The versions of the operators used, and of the file's own format.
  static let operators = 18
  static let operatorsForTexts = 20
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
    nodes.append(Self.node("Identity", [value], [name], [], domain: ""))
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

  mutating func constant(texts: [String], shape: [Int]? = nil) -> String {
    let name = fresh("texts")
    constants.append(ONNXTensor.texts(texts, shape: shape ?? [texts.count], name: name))
    return name
  }

  mutating func constant(matrix: [Int], columns: Int) -> String {
    let name = fresh("codes")
    constants.append(
      ONNXTensor.integers(matrix, shape: [matrix.count / columns, columns], name: name))
    return name
  }

  /// Adds a node and returns its output.
  mutating func node(
    _ type: String, _ inputs: [String], _ attributes: [ONNXAttribute] = [], domain: String = ""
  ) -> String {
    let output = fresh(type)
    nodes.append(Self.node(type, inputs, [output], attributes, domain: domain))
    return output
  }

  /// Adds a node of several outputs and returns the first.
  mutating func node(_ type: String, _ inputs: [String], outputs count: Int) -> String {
    let names = (0..<count).map { _ in fresh(type) }
    nodes.append(Self.node(type, inputs, names, [], domain: ""))
    return names[0]
  }

  /// Adds a node of those that cut texts.
  mutating func textNode(
    _ type: String, _ inputs: [String], _ attributes: [ONNXAttribute] = [], domain: String = ""
  ) -> String {
    cutsTexts = true
    return node(type, inputs, attributes, domain: domain)
  }

  /// Repeats a step on a list of texts, one for each row, `times` times.
  ///
  /// - Parameter step: from the number of the turn and the texts so far makes the next texts.
  mutating func loop(
    _ times: String, from initial: String, _ step: (inout ONNXGraph, String, String) -> String
  ) -> String {
    let (turn, going, before) = (fresh("turn"), fresh("going"), fresh("before"))
    let body = inner { graph in
      graph.inputs = [
        Self.value(turn, .int64, shape: [], comment: ""),
        Self.value(going, .bool, shape: [], comment: ""),
        Self.value(before, .string, shape: [nil], comment: ""),
      ]
      let after = step(&graph, turn, before)
      let goesOn = graph.node("Identity", [going])
      graph.outputs = [
        Self.value(goesOn, .bool, shape: [], comment: ""),
        Self.value(after, .string, shape: [nil], comment: ""),
      ]
    }
    return node("Loop", [times, "", initial], [.graph("body", body)])
  }

  /// Makes a row of `columns` numbers from each row of whole numbers.
  mutating func scan(
    _ rows: String, columns: Int, _ step: (inout ONNXGraph, String) -> String
  ) -> String {
    let row = fresh("row")
    let body = inner { graph in
      graph.inputs = [Self.value(row, .int64, shape: [nil], comment: "")]
      let result = step(&graph, row)
      graph.outputs = [Self.value(result, .double, shape: [columns], comment: "")]
    }
    return node("Scan", [rows], [.graph("body", body), .integer("num_scan_inputs", 1)])
  }

  /// A graph within this one: it sees what stands outside.
  private mutating func inner(_ fill: (inout ONNXGraph) -> Void) -> ProtobufMessage {
    var graph = ONNXGraph()
    graph.count = count
    fill(&graph)
    count = graph.count
    cutsTexts = cutsTexts || graph.cutsTexts
    return graph.message(name: fresh("body"))
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
    model.message(7, message(name: name))
    model.message(8) { $0.integer(2, cutsTexts ? Self.operatorsForTexts : Self.operators) }
    model.message(8) {
      $0.text(1, "ai.onnx.ml")
      $0.integer(2, Self.learningOperators)
    }
    if cutsTexts {
      model.message(8) {
        $0.text(1, "com.microsoft")
        $0.integer(2, 1)
      }
    }
    return model.bytes
  }

  private func message(name: String) -> ProtobufMessage {
    var graph = ProtobufMessage()
    for node in nodes { graph.message(1, node) }
    graph.text(2, name)
    for constant in constants { graph.message(5, constant) }
    for input in inputs { graph.message(11, input) }
    for output in outputs { graph.message(12, output) }
    return graph
  }

  private static func node(
    _ type: String, _ inputs: [String], _ outputs: [String], _ attributes: [ONNXAttribute],
    domain: String
  ) -> ProtobufMessage {
    var message = ProtobufMessage()
    for input in inputs { message.text(1, input) }
    for output in outputs { message.text(2, output) }
    message.text(3, "make " + (outputs.first ?? ""))
    message.text(4, type)
    for attribute in attributes { message.message(5, attribute.message) }
    if !domain.isEmpty { message.text(7, domain) }
    return message
  }

  /// - Parameter columns: a matrix has them, a list has none.
  private static func value(
    _ name: String, _ element: ONNXTensor.Element, columns: Int?, comment: String
  ) -> ProtobufMessage {
    value(name, element, shape: columns.map { [nil, $0] } ?? [nil], comment: comment)
  }

  /// - Parameter shape: nil for a length that differs from run to run.
  private static func value(
    _ name: String, _ element: ONNXTensor.Element, shape lengths: [Int?], comment: String
  ) -> ProtobufMessage {
    var message = ProtobufMessage()
    message.text(1, name)
    message.message(2) { type in
      type.message(1) { tensor in
        tensor.integer(1, element.rawValue)
        tensor.message(2) { shape in
          for length in lengths {
            shape.message(1) { side in
              if let length { side.integer(1, length) } else { side.text(2, "rows") }
            }
          }
        }
      }
    }
    if !comment.isEmpty { message.text(3, comment) }
    return message
  }
}
