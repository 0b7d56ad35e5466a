import RowcastClassification
import RowcastFeatures
import Foundation
import RowcastJSONText
import RowcastLinearAlgebra
import RowcastTabular
import TestSupport
import Testing

@testable import RowcastExporting

@Suite("A model as a live workbook")
struct LiveWorkbookTests {
  /// Settings under which everything is calculated anew on loading.
  static let settings = """
    <?xml version="1.0" encoding="UTF-8"?>
    <oor:items xmlns:oor="http://openoffice.org/2001/registry">
    <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
    <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
    """

  /// Takes the ready results out of every formula, so that only a calculation can bring them.
  static let bare = """
    import re, sys, zipfile
    for case in range(int(sys.argv[1])):
        source = zipfile.ZipFile(f'model-{case}.xlsx')
        target = zipfile.ZipFile(f'bare-{case}.xlsx', 'w', zipfile.ZIP_DEFLATED)
        for name in source.namelist():
            data = source.read(name)
            if name.startswith('xl/worksheets/sheet'):
                data = re.sub(rb'(<f>[^<]*</f>)<v>[^<]*</v>', rb'\\1', data)
            target.writestr(name, data)
        target.close()
    """

  /// What LibreOffice shows of all cases' workbooks, started once.
  private func scores(_ cases: [ExportedCase], bare: Bool) async throws -> [Scores] {
    let office = try #require(RealPart.office.path)
    let python = try #require(RealPart.python(modules: ["zipfile"]).path)
    let folder = try TemporaryFolder()
    for (i, one) in cases.enumerated() {
      try LiveWorkbook.write(one.model, to: folder("model-\(i).xlsx"), rows: one.rows, rowCount: 5)
    }
    if bare {
      try folder.write("bare.py", Self.bare)
      let run = try await Command(python).run(["bare.py", "\(cases.count)"], in: folder)
      #expect(run.exitCode == 0, "\(run.errors)")
      let profile = folder("profile/user")
      try FileManager.default.createDirectory(
        atPath: profile, withIntermediateDirectories: true)
      try folder.write("profile/user/registrymodifications.xcu", Self.settings)
    }
    let names = cases.indices.map { (bare ? "bare-" : "model-") + "\($0)" }
    let outcome = try await Command(office).run(
      [
        "-env:UserInstallation=file://" + folder("profile"), "--headless", "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false", "--outdir", folder.path,
      ] + names.map { folder($0 + ".xlsx") }, in: folder)
    #expect(outcome.exitCode == 0, "\(outcome.errors.suffix(600))")
    return try zip(cases, names).map { one, name in
      let lines = try folder.text(name + ".csv").split(separator: "\n")
      let count = one.model.labels.labels.count
      let rows = lines.dropFirst().prefix(one.rows.rowCount).map { line in
        // Labels are quoted texts without commas; shares are percentages with all their digits.
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        let shares = fields.dropFirst().prefix(count).map { field in
          let text = field.filter { $0 != "\"" }
          guard text.hasSuffix("%") else { return String(text) }
          return ((Double(text.dropLast()) ?? .nan) / 100).description
        }
        return "[" + ([String(fields[0])] + shares).joined(separator: ",") + "]"
      }
      return try Scores(rows.joined(separator: "\n"))
    }
  }

  @Test("LibreOffice calculates every row as the model does", .requires(.office))
  func recalculated() async throws {
    try Self.cases.compare(try await scores(Self.cases, bare: true), within: 1e-9)
  }

  @Test("Ready results stand in the file", .requires(.office))
  func ready() async throws {
    let some = Array(ExportedCase.all.prefix(3))
    try some.compare(try await scores(some, bare: false), within: 1e-9)
  }

  /// All but the scale that a spreadsheet cannot compute exactly.
  static let cases = ExportedCase.all.filter { !$0.name.contains("quantiles") }

  @Test("The quantile scale is refused with the column")
  func quantiles() throws {
    let one = try #require(ExportedCase.all.first { $0.name.contains("quantiles") })
    let folder = try TemporaryFolder()
    let error = #expect(throws: ExportError.self) {
      try LiveWorkbook.write(one.model, to: folder("model.xlsx"))
    }
    #expect(error?.column == one.model.features.requiredColumns.first)
    #expect(try folder.names().isEmpty)
  }

  @Test("Every sheet is printed as wide as a page", .requires(.python(modules: ["zipfile"])))
  func printed() async throws {
    let one = try #require(ExportedCase.all.first)
    let folder = try TemporaryFolder()
    try LiveWorkbook.write(one.model, to: folder("model.xlsx"), rows: one.rows, rowCount: 5)
    let python = try #require(RealPart.python(modules: ["zipfile"]).path)
    let count = """
      import zipfile
      z = zipfile.ZipFile('model.xlsx')
      sheets = [z.read(n) for n in z.namelist() if n.startswith('xl/worksheets/sheet')]
      print(len(sheets), sum(b'fitToPage="1"' in s and b'landscape' in s for s in sheets))
      """
    let run = try await Command(python).run(["-c", count], in: folder)
    let numbers = run.text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    #expect(numbers.count == 2 && numbers[0] > 3 && numbers[0] == numbers[1], "\(run.text)")
  }

  @Test("Columns are named as in a workbook")
  func names() {
    #expect(CellName.cell(6, 702) == "AAA7")
    #expect(CellName.row(4, columns: 1..<3) == "B5:C5")
    #expect(CellName.fixed(rows: 1..<4, column: 2) == "$C$2:$C$4")
  }

  @Test("Levels that differ in blanks alone are refused, as formulas cannot tell them apart")
  func blanks() throws {
    var one = try #require(ExportedCase.all.first).model
    let place = try #require(one.features.columns.firstIndex { $0.levels != nil })
    one.features.columns[place].levels?.levels[0] = "a b"
    one.features.columns[place].levels?.levels[1] = "a  b"
    let folder = try TemporaryFolder()
    let error = #expect(throws: ExportError.self) {
      try LiveWorkbook.write(one, to: folder("model.xlsx"))
    }
    #expect(error?.column == one.features.columns[place].name)
    #expect(try folder.names().isEmpty)
  }

  @Test("A network too large for formulas is refused with its size")
  func tooLarge() throws {
    let one = try ExportedCase(
      "wide", ExportedCase.flowers, target: "kind",
      fit: ExportedCase.network(.relu, hidden: [400, 400]) { $0.maxEpochs = 1 })
    let folder = try TemporaryFolder()
    let error = #expect(throws: ExportError.self) {
      try LiveWorkbook.write(one.model, to: folder("model.xlsx"))
    }
    #expect(
      error?.description.contains("weights of a network are more than a workbook holds") == true)
  }
}
