/// Error values as binary workbooks number them ([MS-XLS] 2.5.10, [MS-XLSB] 2.5.97.2).
enum ErrorCode {
  /// The text of an error value; nil for a number that none has.
  static func text(_ number: UInt8) -> StaticString? {
    switch number {
    case 0x00: "#NULL!"
    case 0x07: "#DIV/0!"
    case 0x0F: "#VALUE!"
    case 0x17: "#REF!"
    case 0x1D: "#NAME?"
    case 0x24: "#NUM!"
    case 0x2A: "#N/A"
    case 0x2B: "#GETTING_DATA"
    default: nil
    }
  }
}
