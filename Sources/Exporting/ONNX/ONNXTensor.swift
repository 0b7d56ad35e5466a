/// A constant of a graph, and an attribute of a node (onnx.proto3, TensorProto and AttributeProto).
enum ONNXTensor {
  enum Element: Int {
    case int64 = 7
    case string = 8
    case bool = 9
    case double = 11
  }

  static func doubles(_ values: [Double], shape: [Int], name: String = "") -> ProtobufMessage {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count * 8)
    for value in values { append(value.bitPattern, to: &bytes) }
    return tensor(.double, shape: shape, name: name) { $0.data(9, bytes) }
  }

  static func integers(_ values: [Int], shape: [Int], name: String = "") -> ProtobufMessage {
    var bytes: [UInt8] = []
    for value in values { append(UInt64(bitPattern: Int64(value)), to: &bytes) }
    return tensor(.int64, shape: shape, name: name) { $0.data(9, bytes) }
  }

  static func texts(_ values: [String], shape: [Int], name: String = "") -> ProtobufMessage {
    tensor(.string, shape: shape, name: name) { message in
      for value in values { message.text(6, value) }
    }
  }

  private static func append(_ bits: UInt64, to bytes: inout [UInt8]) {
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
  }

  private static func tensor(
    _ element: Element, shape: [Int], name: String, _ fill: (inout ProtobufMessage) -> Void
  ) -> ProtobufMessage {
    var message = ProtobufMessage()
    for length in shape { message.integer(1, length) }
    message.integer(2, element.rawValue)
    if !name.isEmpty { message.text(8, name) }
    fill(&message)
    return message
  }
}

/// A named setting of a node.
struct ONNXAttribute {
  let message: ProtobufMessage

  private init(_ name: String, type: Int, _ fill: (inout ProtobufMessage) -> Void) {
    var message = ProtobufMessage()
    message.text(1, name)
    fill(&message)
    message.integer(20, type)
    self.message = message
  }

  static func integer(_ name: String, _ value: Int) -> ONNXAttribute {
    ONNXAttribute(name, type: 2) { $0.integer(3, value) }
  }

  static func tensor(_ name: String, _ value: ProtobufMessage) -> ONNXAttribute {
    ONNXAttribute(name, type: 4) { $0.message(5, value) }
  }

  static func text(_ name: String, _ value: String) -> ONNXAttribute {
    ONNXAttribute(name, type: 3) { $0.text(4, value) }
  }

  static func graph(_ name: String, _ value: ProtobufMessage) -> ONNXAttribute {
    ONNXAttribute(name, type: 5) { $0.message(6, value) }
  }

  static func integers(_ name: String, _ values: [Int]) -> ONNXAttribute {
    ONNXAttribute(name, type: 7) { message in
      for value in values { message.integer(8, value) }
    }
  }

  static func texts(_ name: String, _ values: [String]) -> ONNXAttribute {
    ONNXAttribute(name, type: 8) { message in
      for value in values { message.text(9, value) }
    }
  }
}
