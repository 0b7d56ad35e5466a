public import RowcastFileIO
public import RowcastSpreadsheet
import RowcastTabular

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An input in a file in memory, since readers take files.
public func inputFile(_ bytes: UnsafeBufferPointer<UInt8>) -> InputFile? {
  #if canImport(Glibc)
    let path = "/dev/shm/rowcast-fuzz-\(getpid())"
  #else
    let path = "/tmp/rowcast-fuzz-\(getpid())"
  #endif
  let descriptor = open(path, O_CREAT | O_TRUNC | O_RDWR, 0o600)
  guard descriptor >= 0 else { return nil }
  defer {
    close(descriptor)
    unlink(path)
  }
  guard bytes.isEmpty || write(descriptor, bytes.baseAddress, bytes.count) == bytes.count else {
    return nil
  }
  return try? InputFile(path: path)
}

/// Reads everything that a workbook offers.
public func readAll(_ book: Workbook) {
  _ = try? book.tables()
  for sheet in book.sheets where sheet.kind == .worksheet {
    _ = try? book.auditCells(of: sheet) { _ in }
    for selection in [
      SheetSelection(origin: .number(sheet.number)),
      SheetSelection(
        origin: .number(sheet.number), header: .rows([1, 2]), limit: 10, hidden: .skip,
        merged: .fill),
    ] {
      _ = try? book.source(selection).measured()
    }
  }
}

/// Limits that keep a fuzzer from waiting for what is allowed but large.
public let fuzzLimits: WorkbookLimits = {
  var limits = WorkbookLimits()
  limits.archive.entryBytes = 1 << 22
  limits.rowBytes = 1 << 20
  return limits
}()
