import RowcastJSONText
import RowcastMachine
import RowcastTabular

/// One spelling for all values that JSON Schema holds for equal: members in the order of their names,
/// numbers by their digits (`1.0` is `1`).
enum OneSpelling {
  static func bytes(of value: JSONValue) -> [UInt8] {
    var bytes: [UInt8] = []
    append(value, to: &bytes)
    return bytes
  }

  private static func append(_ value: JSONValue, to bytes: inout [UInt8]) {
    switch value {
    case .null: bytes.append(UInt8(ascii: "n"))
    case .boolean(let value): bytes.append(UInt8(ascii: value ? "t" : "f"))
    case .number(let number):
      let decimal = number.text.withBytes { DecimalDigits($0) }
      if decimal.isNegative { bytes.append(UInt8(ascii: "-")) }
      bytes += decimal.digits
      bytes += Array("e\(decimal.exponent)".utf8)
    case .string(let text): append(text, to: &bytes)
    case .array(let values):
      bytes.append(UInt8(ascii: "["))
      for value in values {
        append(value, to: &bytes)
        bytes.append(UInt8(ascii: ","))
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (key, value) in members.members.sorted(by: { $0.key < $1.key }) {
        append(key, to: &bytes)
        append(value, to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  /// Its length first, so that no text can look like something else.
  private static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes += Array("\"\(text.utf8.count):".utf8)
    bytes += Array(text.utf8)
  }
}
