import RowcastEncryption
import RowcastFileIO
import RowcastTabular
import TestSupport
import Testing

@testable import RowcastSpreadsheet

@Suite struct ProtectedWorkbookTests {
  private static func workbook(_ password: Password?) throws -> [UInt8] {
    let sink = MemorySink()
    let writer = try WorkbookWriter(to: sink, password: password)
    let sheet = try writer.addSheet("Pay")
    try sheet.append([.text("name"), .text("amount")])
    for row in 0..<500 { try sheet.append([.text("person \(row)"), .number(Double(row) + 0.5)]) }
    try writer.commit()
    #expect(writer.count == sink.bytes.count)
    return sink.bytes
  }

  @Test func `a protected workbook is read as the same workbook without protection`() throws {
    func rows(_ workbook: Workbook) throws -> [[String]] {
      var rows: [[String]] = []
      try workbook.source().mapBatches({ batch in
        (0..<batch.rowCount).map { row in
          batch.cellRange(ofRow: row).map { batch.value(of: batch.cells[$0]).description }
        }
      }) {
        rows += $0
        return true
      }
      return rows
    }
    let plain = try rows(Workbook(MemoryBytes(try Self.workbook(nil))))
    #expect(plain.count == 500)
    let file = MemoryBytes(try Self.workbook(Password("s3cret")))
    #expect(try rows(Workbook(file, passwords: [Password("s3cret")])) == plain)
  }

  @Test func `messages tell a wrong password from one that is missing`() throws {
    let file = MemoryBytes(try Self.workbook(Password("s3cret")), name: "pay.xlsx")
    func message(_ passwords: [Password]) -> String {
      do throws(SpreadsheetError) {
        _ = try Workbook(file, passwords: passwords)
        return ""
      } catch { return error.description }
    }
    #expect(
      message([]) == "pay.xlsx: it is protected and needs its password (--password)")
    #expect(message([Password("secret")]) == "pay.xlsx: wrong password")
  }
}

/// What other programs make of a workbook that was protected here.
@Suite struct ForeignUnlockingTests {
  private static func write(_ password: Password, to path: String) throws {
    let writer = try WorkbookWriter(path: path, password: password)
    let sheet = try writer.addSheet("Pay")
    for row in 0..<300 { try sheet.append([.text("person \(row)"), .number(Double(row) + 0.5)]) }
    try writer.commit()
  }

  @Test(.requires(.python(modules: ["msoffcrypto"])))
  func `msoffcrypto opens what is protected, and finds its integrity value right`() async throws {
    let python = try #require(RealPart.python(modules: ["msoffcrypto"]).path)
    let folder = try TemporaryFolder()
    try Self.write(Password("Größe 7"), to: folder("pay.xlsx"))
    try folder.write(
      "open.py",
      """
      import io, msoffcrypto, zipfile
      file = msoffcrypto.OfficeFile(open("pay.xlsx", "rb"))
      file.load_key(password="Größe 7", verify_password=True)
      plain = io.BytesIO()
      file.decrypt(plain, verify_integrity=True)
      print(zipfile.ZipFile(plain).read("xl/worksheets/sheet1.xml").count(b"person 299"))
      """)
    let run = try await Command(python).run(["open.py"], in: folder)
    #expect(run.exitCode == 0, "\(run.errors.suffix(600))")
    #expect(run.text == "1\n")
  }

  @Test(.requires(.office))
  func `LibreOffice opens what is protected with the password it tries by itself`() async throws {
    let office = try #require(RealPart.office.path)
    let folder = try TemporaryFolder()
    try Self.write(.standard, to: folder("pay.xlsx"))
    let run = try await Command(office).run(
      [
        "-env:UserInstallation=file://" + folder("profile"), "--headless", "--convert-to", "csv",
        "--outdir", folder.path, folder("pay.xlsx"),
      ], in: folder, seconds: 600)
    #expect(run.exitCode == 0, "\(run.errors.suffix(600))")
    #expect(try folder.text("pay.csv").hasSuffix("person 299,299.5\n"))
  }
}
