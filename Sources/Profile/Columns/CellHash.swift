internal import RowcastLinearAlgebra
internal import RowcastMachine
internal import RowcastTabular

/// Values as 64 bits that look random: equal values have equal ones, however they are written
/// (`3` and `3.0`); two of a million different ones are alike with a chance of 1 in 37 million.
enum CellHash {
  /// Numbers of more digits than a double has are told apart by their digits.
  private static let exactDigits = 15

  /// The hash of a text.
  @inline(__always)
  static func of(_ text: Span<UInt8>) -> UInt64 { SplitMix64.mixed(StringInterner.hash(text)) }

  /// The hash of a cell that is a text.
  static func of(text cell: Cell, in batch: RecordBatch) -> UInt64 {
    if cell.kind == .sharedText {
      guard let range = batch.dictionary.range(of: cell.code) else { return 1 }
      let bytes = batch.dictionary.bytes
      return of(bytes.span.extracting(range))
    }
    return batch.textRange(of: cell).map { of(batch.text.span.extracting($0)) } ?? 1
  }

  /// The hash of a number.
  @inline(__always)
  static func of(_ value: Double) -> UInt64 {
    SplitMix64.mixed((value + 0).bitPattern ^ 0xA24B_AED4_963E_E407)
  }

  /// The hash of a cell that is no text, and its number where it is one.
  static func of(_ cell: Cell, in batch: RecordBatch) -> (hash: UInt64, value: Double) {
    switch cell.kind {
    case .integer:
      let value = Double(cell.integer)
      guard cell.integer.magnitude < 1 << 53 else {
        return (SplitMix64.mixed(cell.payload ^ 0x9FB2_1C65_1E98_DF25), value)
      }
      return (of(value), value)
    case .double: return (of(cell.double), cell.double)
    case .decimal:
      guard let range = batch.textRange(of: cell) else { return (1, .nan) }
      let digits = batch.text.span.extracting(range)
      guard let value = NumberText.double(digits) else { return (of(digits), .nan) }
      return (digits.count <= exactDigits ? of(value) : of(digits), value)
    case .boolean:
      return (
        cell.boolean ? 0x5851_F42D_4C95_7F2D : 0x1405_7B7E_F767_814F,
        cell.boolean ? 1 : 0
      )
    case .date, .dateTime:
      return (SplitMix64.mixed(cell.payload ^ 0xD1B5_4A32_D192_ED03), Double(cell.integer))
    case .time, .duration:
      return (SplitMix64.mixed(cell.payload ^ 0xABC9_8388_FB8F_AC03), Double(cell.integer))
    case .text, .sharedText, .error, .uncalculated: return (0x2545_F491_4F6C_DD1D, .nan)
    }
  }
}
