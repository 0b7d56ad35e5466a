import FuzzSupport
import RowcastFileIO
@testable import RowcastSpreadsheet

/// The input is the sheet's part in a workbook around it.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let archive = sampleArchive(sheet: [UInt8](UnsafeBufferPointer(start: start, count: count)))
  archive.withUnsafeBufferPointer { bytes in
    guard let book = try? Workbook(MemoryBytes(bytes), limits: fuzzLimits)
    else { return }
    readAll(book)
    let fast = cells(book, shortcuts: true)
    let slow = cells(book, shortcuts: false)
    // Shortcuts may pass over malformed text without meaning; what both read is the same.
    precondition(fast == nil || slow == nil || fast == slow)
  }
  return 0
}

private func cells(_ book: Workbook, shortcuts: Bool) -> String? {
  guard let sheet = book.sheets.first, var pass = try? book.pass(over: sheet, SheetSelection())
  else { return nil }
  pass.usesShortcuts = shortcuts
  var text = ""
  do {
    try pass.mapBatches({ batch in
      var lines = ""
      for row in 0..<batch.rowCount {
        lines += "\n\(batch.rows[row].number)"
        for cell in batch.cells[batch.cellRange(ofRow: row)] {
          lines += " \(cell.column) \(cell.kind) " + (batch.string(of: cell) ?? "\(cell.payload)")
        }
      }
      return lines
    }) {
      text += $0; return true
    }
  } catch { return nil }
  return text
}

@_cdecl("fuzz_sheet_main")
public func start(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  runFuzzer(count, arguments) { test($0, $1) }
}
