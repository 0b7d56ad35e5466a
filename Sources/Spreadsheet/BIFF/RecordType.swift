/// The records of a BIFF stream that a reader of values needs ([MS-XLS] 2.3; those before BIFF8 by
/// their old numbers).
enum RecordType {
  static let beginnings: Set<UInt16> = [0x0009, 0x0209, 0x0409, 0x0809]
  static let end: UInt16 = 0x000A
  static let continuation: UInt16 = 0x003C

  // Of the workbook.
  static let filePass: UInt16 = 0x002F
  static let codePage: UInt16 = 0x0042
  static let date1904: UInt16 = 0x0022
  static let boundSheet: UInt16 = 0x0085
  static let sheetHeader: UInt16 = 0x008F
  static let format: UInt16 = 0x041E
  static let oldFormat: UInt16 = 0x001E
  static let cellFormat: UInt16 = 0x00E0
  static let cellFormat4: UInt16 = 0x0443
  static let cellFormat3: UInt16 = 0x0243
  static let cellFormat2: UInt16 = 0x0043
  static let sharedStrings: UInt16 = 0x00FC
  static let name: UInt16 = 0x0018
  static let name3: UInt16 = 0x0218
  static let supBook: UInt16 = 0x01AE
  static let externSheet: UInt16 = 0x0017
  static let externName: UInt16 = 0x0023

  // Of a sheet.
  static let row: UInt16 = 0x0208
  static let columnInfo: UInt16 = 0x007D
  static let mergedCells: UInt16 = 0x00E5

  // Cells.
  static let number: UInt16 = 0x0203
  static let rk: UInt16 = 0x027E
  static let multipleRK: UInt16 = 0x00BD
  static let sharedLabel: UInt16 = 0x00FD
  static let label: UInt16 = 0x0204
  static let richLabel: UInt16 = 0x00D6
  static let truthOrError: UInt16 = 0x0205
  static let formula: UInt16 = 0x0006
  static let formula3: UInt16 = 0x0206
  static let formula4: UInt16 = 0x0406
  static let string: UInt16 = 0x0207
  static let sharedFormula: UInt16 = 0x04BC
  static let array: UInt16 = 0x0221

  // Cells of BIFF2.
  static let oldInteger: UInt16 = 0x0002
  static let oldNumber: UInt16 = 0x0003
  static let oldLabel: UInt16 = 0x0004
  static let oldTruthOrError: UInt16 = 0x0005
  static let oldString: UInt16 = 0x0007
  static let oldCellFormat: UInt16 = 0x0044

  /// Whether a record states a cell with a formula.
  static func isFormula(_ type: UInt16) -> Bool {
    type == formula || type == formula3 || type == formula4
  }

  /// Whether a record states cells that have values: it begins with their row.
  @inline(__always)
  static func isCell(_ type: UInt16, _ version: BIFFVersion) -> Bool {
    switch type {
    case number, rk, multipleRK, sharedLabel, label, richLabel, truthOrError, formula, formula3,
      formula4:
      true
    case oldInteger, oldNumber, oldLabel, oldTruthOrError: version == .biff2
    default: false
    }
  }
}
