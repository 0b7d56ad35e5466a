import RowcastSpreadsheet

/// The few looks of a live workbook's cells.
extension CellStyle {
  static let plain = CellStyle()
  static let sheetTitle = CellStyle(isBold: true, size: 14)
  static let inputHeader = CellStyle(
    isBold: true, isWrapped: true, isUnderlined: true, background: 0xE7EEF7)
  static let resultHeader = CellStyle(
    isBold: true, isWrapped: true, color: 0xFFFFFF, background: 0x1F4E79)
  static let prediction = CellStyle(isBold: true, background: 0xF2F2F2)
  static let probability = CellStyle(numberFormat: "0.0%", background: 0xF2F2F2)
  static let clock = CellStyle(numberFormat: "hh:mm:ss")
  static let wrapped = CellStyle(isWrapped: true)
}
