import RowcastFileIO
import RowcastSpreadsheet
import RowcastTabular
import TestSupport
import Testing

/// Sheets, ranges, tables, names, headers, hidden and merged cells.
@Suite struct SelectionTests {
  @Test func findsTheHeaderUnderTitlesAndNotes() throws {
    let source = try SampleBook.fixture("titled").source()
    #expect(source.headerRows == [5])
    #expect(source.headerReason.contains("row 5"))
    #expect(source.schema.names == ["name", "x", "x_2", "column_5", "x_1", "z"])
    #expect(source.schema.columns.map(\.source) == [1, 2, 3, 4, 5, 6])
    #expect(
      try source.records()
        == [["name": "p", "x": "1", "x_2": "2", "column_5": "3", "x_1": "4", "z": "5"]])
  }

  @Test func joinsHeaderRowsAndFillsTheirMergedCells() throws {
    let source = try SampleBook.fixture("merged").source(
      SheetSelection(header: .rows([1, 2]), merged: .fill))
    #expect(source.schema.names == ["Year", "2023 Q1", "2023 Q2", "2024 Q1"])
    #expect(try source.records().map { $0["Year"] } == ["north", "north"])
  }

  @Test func mergedCellsStandInTheirFirstCellUnlessFilled() throws {
    let source = try SampleBook.fixture("merged").source(SheetSelection(header: .rows([1, 2])))
    #expect(try source.records().map { $0["Year"] } == ["north", nil])
  }

  @Test func skipsHiddenRowsAndColumns() throws {
    let book = try SampleBook.fixture("hidden")
    #expect(try book.source().records().count == 3)
    let source = try book.source(SheetSelection(hidden: .skip))
    #expect(source.schema.names == ["a"])
    #expect(try source.records() == [["a": "1"], ["a": "5"]])
  }

  @Test func readsTablesWithoutTheirTotals() throws {
    let book = try SampleBook.fixture("tables-and-names")
    #expect(try book.tables().map(\.name) == ["Prices", "Bare"])
    let source = try book.source(SheetSelection(origin: .table("prices")))
    #expect(
      try source.records() == [["item": "tea", "price": "3"], ["item": "milk", "price": "2"]])
    let bare = try book.source(SheetSelection(origin: .table("Bare")))
    #expect(bare.schema.names == ["what", "how\nmuch"])
    #expect(try bare.records().count == 2)
  }

  @Test func readsDefinedNames() throws {
    let book = try SampleBook.fixture("tables-and-names")
    #expect(try book.source(SheetSelection(origin: .name("area"))).records().count == 2)
    let other = try book.source(SheetSelection(origin: .name("Other"), header: .none))
    #expect(other.sheet.name == "It's")
    #expect(try other.records() == [["column_1": "1"]])
    let error = #expect(throws: SpreadsheetError.self) {
      _ = try book.source(SheetSelection(origin: .name("Lost")))
    }
    #expect(error?.message.contains("#REF!") == true)
  }

  @Test func readsARange() throws {
    let book = try SampleBook.fixture("titled")
    let source = try book.source(SheetSelection(range: CellRange("C5:D6")))
    #expect(try source.records() == [["x": "1", "x_2": "2"]])
  }

  @Test func readsNoMoreThanTheColumnsAskedFor() throws {
    let source = try SampleBook.fixture("titled").source(SheetSelection(columns: ["z", "name"]))
    #expect(source.schema.names == ["z", "name"])
    #expect(try source.records() == [["z": "5", "name": "p"]])
    let error = #expect(throws: SpreadsheetError.self) {
      _ = try SampleBook.fixture("titled").source(SheetSelection(columns: ["nope"]))
    }
    #expect(error?.message.contains("x_2") == true)
  }

  @Test func aRowStaysWhenItsChosenColumnsAreEmpty() throws {
    let rows =
      (1...3).map { "<row r=\"\($0)\"><c r=\"A\($0)\" t=\"str\"><v>a</v></c></row>" }.joined()
      + "<row r=\"4\"><c r=\"B4\"><v>1</v></c></row>"
    let book = try SampleBook.open(SampleBook.bytes(sheet: SampleBook.sheet(rows)))
    let source = try book.source(SheetSelection(header: .none, columns: ["column_2"]))
    #expect(try source.records() == [[:], [:], [:], ["column_2": "1"]])
  }

  @Test func sheetsAreFoundByNameAndNumber() throws {
    let book = try SampleBook.fixture("states")
    #expect(try book.source(SheetSelection(origin: .sheet("hidden"))).sheet.name == "Hidden")
    #expect(try book.source(SheetSelection(origin: .number(3))).sheet.name == "Very")
    let error = #expect(throws: SpreadsheetError.self) {
      _ = try book.source(SheetSelection(origin: .sheet("Nope")))
    }
    #expect(error?.message.contains("First, Hidden, Very, Odd") == true)
  }

  @Test(arguments: [1, 2, 700, 5_000])
  func aLimitEndsReadingExactly(_ limit: Int) throws {
    let rows = (1...3_000).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>\($0)</v></c></row>" }
      .joined()
    let book = try SampleBook.open(SampleBook.bytes(sheet: SampleBook.sheet(rows)))
    let source = try book.source(SheetSelection(header: .none, limit: limit))
    #expect(try source.records().count == min(limit, 3_000))
  }

  @Test func columnsAreMeasuredFromEveryRow() throws {
    let measured = try SampleBook.fixture("late-text").source(SheetSelection(header: .none))
      .measured()
    #expect(measured.schema.columns.map(\.kind) == [.mixed])
    #expect(measured.schema.columns[0].note == "row 300: \"CASE-7\"")
    #expect(measured.rowCount == 300)
  }

  @Test func rowsAreNumberedAcrossChunks() throws {
    let rows = String(repeating: "<row><c><v>1</v></c></row>", count: 60_000)
    let book = try SampleBook.open(SampleBook.bytes(sheet: SampleBook.sheet(rows)))
    var numbers: [UInt32] = []
    var first: [Int] = []
    try book.source(SheetSelection(header: .none)).mapBatches({ $0 }) { batch in
      first.append(batch.firstRow)
      numbers += batch.rows.map(\.number)
      return true
    }
    #expect(numbers == (1...60_000).map { UInt32($0) })
    #expect(first.count > 1 && first == first.sorted())
  }

  private func cell(_ place: String, _ text: String) -> String {
    Int(text) == nil
      ? "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
      : "<c r=\"\(place)\"><v>\(text)</v></c>"
  }

  private func rows(_ rows: [[String?]]) -> String {
    rows.enumerated().map { index, row in
      let cells = zip(["A", "B", "C", "D", "E"], row).compactMap { column, text in
        text.map { cell("\(column)\(index + 1)", $0) }
      }
      return "<row r=\"\(index + 1)\">\(cells.joined())</row>"
    }.joined()
  }

  @Test func mergedGroupsNameTheirColumnsOnce() throws {
    let book = try SampleBook.open(
      SampleBook.bytes(
        sheet: SampleBook.sheet(
          rows([
            ["Shop", "2021", nil, "2022", nil], [nil, "Sold", "Lost", "Sold", "Lost"],
            ["Ulm", "5", "6", "7", "8"], ["Bonn", "1", "2", "3", "4"],
          ]),
          after: "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/>"
            + "<mergeCell ref=\"D1:E1\"/></mergeCells>")))
    let names = ["Shop", "2021 Sold", "2021 Lost", "2022 Sold", "2022 Lost"]
    #expect(try book.source().headerRows == [1, 2])
    #expect(try book.source().schema.names == names)
    #expect(try book.source(SheetSelection(header: .rows([1, 2]))).schema.names == names)
  }

  @Test func groupsThatAreNotMergedAreJoinedWhereNamesNeedThemAndElseProposed() throws {
    func book(_ names: [String]) throws -> Workbook {
      try SampleBook.open(
        SampleBook.bytes(
          sheet: SampleBook.sheet(
            rows([
              ["List of everything that was sold"], [nil, "Old", nil, "New", nil], names,
              ["Ulm", "5", "6", "7", "8"], ["Bonn", "1", "2", "3", "4"],
            ]))))
    }
    let proposed = try book(["Shop", "Sold", "Lost", "Kept", "Left"]).source()
    #expect(proposed.headerRows == [3])
    #expect(proposed.proposedHeaderRows == [2, 3])
    let joined = try book(["Shop", "Sold", "Lost", "Sold", "Lost"]).source()
    #expect(joined.headerRows == [2, 3])
    #expect(joined.schema.names == ["Shop", "Old Sold", "Old Lost", "New Sold", "New Lost"])
    #expect(try joined.diagnostics().counts[.joinedHeader] == 1)
  }

  @Test func aHeaderBelowTheLastRowIsAnError() throws {
    let book = try SampleBook.open(
      SampleBook.bytes(sheet: SampleBook.sheet(rows([["a", "b"], ["1", "2"]]))))
    #expect(throws: SpreadsheetError.self) {
      _ = try book.source(SheetSelection(header: .rows([9])))
    }
  }

  @Test func `names that the program gave are called as it shows them`() throws {
    let sheet = SampleBook.sheet(
      (1...3).map {
        "<row r=\"\($0)\"><c r=\"A\($0)\"><v>\($0)</v></c><c r=\"B\($0)\"><v>9</v></c></row>"
      }.joined())
    let names =
      "<definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">Data!$A$1:$A$2</definedName>"
    let book = try SampleBook.open(SampleBook.bytes(sheet: sheet, names: names))
    for name in ["Print_Area", "print_area", "_xlnm.Print_Area", "Data!Print_Area"] {
      let source = try book.source(SheetSelection(origin: .name(name), header: .none))
      #expect(try source.records() == [["column_1": "1"], ["column_1": "2"]], "\(name)")
    }
    let error = #expect(throws: SpreadsheetError.self) {
      _ = try book.source(SheetSelection(origin: .name("Area")))
    }
    #expect(error?.message.contains("Print_Area") == true)
  }

  @Test func `a name that several columns have is told`() throws {
    let cells = ["a", "b", "a"].map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined()
    let rows =
      "<row r=\"1\">\(cells)</row>"
      + (2...3).map { "<row r=\"\($0)\"><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>" }
      .joined()
    let source = try SampleBook.open(SampleBook.bytes(sheet: SampleBook.sheet(rows))).source()
    #expect(source.schema.names == ["a", "b", "a_2"])
    let told = try source.diagnostics()
    #expect(told.counts == [.repeatedName: 1])
    #expect(told.kept.first?.location.row == 1)
  }

  @Test func `offsets and digits that a date loses are told`() throws {
    let texts = [
      "2024-01-05T10:00:00Z", "2024-01-05T10:00:00+02:00", "2024-01-05T10:00:00.123456",
      "2024-01-05T10:00:00.123000001", "2024-01-05T10:00:00.122999999",
    ]
    let rows = texts.enumerated().map {
      "<row r=\"\($0.offset + 1)\"><c t=\"d\"><v>\($0.element)</v></c></row>"
    }.joined()
    let source = try SampleBook.open(SampleBook.bytes(sheet: SampleBook.sheet(rows)))
      .source(SheetSelection(header: .none))
    #expect(
      try source.records().map { $0["column_1"] } == [
        "2024-01-05T10:00:00", "2024-01-05T08:00:00", "2024-01-05T10:00:00.123",
        "2024-01-05T10:00:00.123", "2024-01-05T10:00:00.123",
      ])
    #expect(try source.diagnostics().counts == [.droppedOffset: 2, .inexactNumber: 1])
  }

  @Test func `numbers and ranges that no sheet has are errors, and none is too great`() throws {
    struct Record: Encodable { var a: Int }
    let bytes = try RecordList([Record(a: 1)]).bytes(as: .xlsx)
    let book = try Workbook(MemoryBytes(bytes))
    let beyond = CellRange(
      first: CellReference(row: -5, column: -5), last: CellReference(row: .max, column: .max))
    for selection in [
      SheetSelection(skipRows: -1), SheetSelection(limit: -1), SheetSelection(range: beyond),
      SheetSelection(columns: ["a", "a"]), SheetSelection(header: .rows([-1])),
    ] { #expect(throws: SpreadsheetError.self) { try book.source(selection) } }
    #expect(try book.source(SheetSelection(skipRows: .max)).decoded(as: [String: Int].self).isEmpty)
    #expect(CellReference(row: .max, column: .max).description.isEmpty == false)
  }
}
