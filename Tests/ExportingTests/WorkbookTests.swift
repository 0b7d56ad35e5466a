import RowcastClassification
import RowcastFeatures
import Foundation
import RowcastJSONText
import RowcastLinearAlgebra
import RowcastSpreadsheet
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
    let folder = try TemporaryFolder()
    for (i, one) in cases.enumerated() {
      try LiveWorkbook.write(one.model, to: folder("model-\(i).xlsx"), rows: one.rows, rowCount: 5)
    }
    let names = try await calculated("model", cases.count, bare: bare, in: folder)
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

  /// The files of text that LibreOffice makes of workbooks, without their endings.
  private func calculated(
    _ name: String, _ count: Int, bare: Bool, in folder: TemporaryFolder
  ) async throws -> [String] {
    let office = try #require(RealPart.office.path)
    if bare {
      let python = try #require(RealPart.python(modules: ["zipfile"]).path)
      try folder.write("bare.py", Self.bare)
      let run = try await Command(python).run(["bare.py", "\(count)"], in: folder)
      #expect(run.exitCode == 0, "\(run.errors)")
      let profile = folder("profile/user")
      try FileManager.default.createDirectory(
        atPath: profile, withIntermediateDirectories: true)
      try folder.write("profile/user/registrymodifications.xcu", Self.settings)
    }
    let names = (0..<count).map { (bare ? "bare-" : "\(name)-") + "\($0)" }
    let outcome = try await Command(office).run(
      [
        "-env:UserInstallation=file://" + folder("profile"), "--headless", "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false", "--outdir", folder.path,
      ] + names.map { folder($0 + ".xlsx") }, in: folder)
    #expect(outcome.exitCode == 0, "\(outcome.errors.suffix(600))")
    return names
  }

  @Test(
    "A time of day is read from a cell of its own and from a text, as the model reads it",
    .requires(.office))
  func times() async throws {
    let folder = try TemporaryFolder()
    let texts = SpelledCellTests.times
    let moments = [0, 0.25, 47_107.0 / 86_400]
    let workbook = try WorkbookWriter(path: folder("model-0.xlsx"), title: "times")
    let sheet = try workbook.addSheet("Times")
    let cells = texts.map { SheetCell.text($0) } + (moments + [1.5]).map { SheetCell.number($0) }
    for (row, cell) in cells.enumerated() {
      let (a, b, c) = ("A\(row + 1)", "B\(row + 1)", "C\(row + 1)")
      let clock = FormulaClock(cell: a, text: b, padded: c)
      let formulas = [clock.textFormula, clock.paddedFormula, clock.formula]
      try sheet.append([cell] + formulas.map { .formula($0, .text("")) })
    }
    try workbook.commit()
    let name = try #require(try await calculated("model", 1, bare: true, in: folder).first)
    let found = try folder.text(name + ".csv").split(separator: "\n").map { line in
      Double(line.split(separator: ",").last?.filter { $0 != "\"" } ?? "")
    }
    let csv = "value\n" + (texts + ["some words"]).map { "\"\($0)\"\n" }.joined()
    let column = try #require(try ExportedCase.table(csv: csv)["value"])
    let read = column.numbers(ColumnReading(form: .times, kind: .text)).prefix(texts.count)
      .map { $0.isFinite ? $0 : nil }
    try #require(found.count == cells.count)
    for (cell, (own, other)) in zip(texts, zip(read, found)) { #expect(own == other, "\(cell)") }
    #expect(Array(found.suffix(4)) == moments.map { ($0 * 86_400_000).rounded() } + [nil])
    #expect(read.contains(nil) && read.contains(86_399_000))
  }

  @Test("Rows with times of day are calculated as the model does", .requires(.office))
  func rowsOfTimes() async throws {
    let rows = (0..<120).map { (i: Int) -> String in
      let time = "\(10 + i % 14):\(10 + i * 7 % 50):\(10 + i % 48)"
      return "\(time),\(i * 5 % 11),\(i % 14 > 6 ? "up" : "down")\n"
    }
    let one = try ExportedCase(
      "times", Result { try ExportedCase.table(csv: "at,other,y\n" + rows.joined()) },
      target: "y", fit: ExportedCase.linear)
    try [one].compare(try await scores([one], bare: true), within: 1e-9)
  }

  @Test("A workbook refuses categories of dates and times, which its cells hold as numbers")
  func momentsAsLevels() throws {
    let rows = (0..<60).map {
      "\(10 + $0 % 3):30:00,\($0 * 5 % 11),\($0 % 4 == 0 ? "up" : "down")\n"
    }
    let one = try ExportedCase(
      "moments", Result { try ExportedCase.table(csv: "at,other,y\n" + rows.joined()) },
      target: "y", recipe: { $0.set(.category, of: "at") }, fit: ExportedCase.linear)
    let folder = try TemporaryFolder()
    let error = #expect(throws: ExportError.self) {
      try LiveWorkbook.write(one.model, to: folder("model.xlsx"))
    }
    #expect(error?.column == "at" && error?.description.contains("--role at=") == true)
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
