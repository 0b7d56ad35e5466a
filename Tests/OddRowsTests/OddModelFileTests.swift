import RowcastOddRows
import RowcastTabular
import Testing

@Suite struct OddModelFileTests {
  private func fitted() throws -> (FittedOddRows, Table) {
    let table = try SampleTables.table(SampleTables.orders(400))
    return (FittedOddRows(fittedTo: table, options: OddOptions(subspaces: 6)), table)
  }

  @Test func `A model that was written and read scores the same, and is written the same`() throws {
    let (fitted, table) = try fitted()
    let bytes = try fitted.bytes()
    let again = try FittedOddRows(bytes: bytes)
    #expect(try again.bytes() == bytes)
    #expect(again.scores(table).oddness == fitted.scores(table).oddness)
    #expect(again.rowCount == 400)
  }

  @Test func `A level that was not learned makes a row of another table odder`() throws {
    let (fitted, _) = try fitted()
    var rows = SampleTables.orders(50)
    let before = fitted.scores(try SampleTables.table(rows))
    rows[9][3] = "Xyzzy"
    let after = fitted.scores(try SampleTables.table(rows))
    #expect(after.oddness[9] > before.oddness[9] + 0.05)
    #expect(after.oddness[8] == before.oddness[8])
  }

  @Test func `What is no model is refused with a reason`() {
    func refused(_ text: String) -> OddModelError.Reason? {
      do {
        _ = try FittedOddRows(bytes: Array(text.utf8))
        return nil
      } catch { return error.reason }
    }
    guard case .notJSON = refused("{") else { return #expect(Bool(false), "no JSON was read") }
    #expect(refused("{}") == .notAModel)
    #expect(
      refused(#"{"format":"rowcast-odd-rows","formatVersion":99,"program":"9.9"}"#)
        == .newerFormat(99, program: "9.9"))
    guard case .damaged = refused(#"{"format":"rowcast-odd-rows","formatVersion":1}"#) else {
      return #expect(Bool(false), "a file without a plan was read")
    }
  }

  /// Every number of a model file, one after the other, is made one that cannot be.
  @Test func `A damaged model is refused or used, and never traps`() throws {
    let (fitted, table) = try fitted()
    let text = String(decoding: try fitted.bytes(), as: UTF8.self)
    let part = try table.rows(at: Array(0..<20))
    for (from, to) in [
      ("\"first\":", "\"first\":77"), ("\"second\":", "\"second\":-9"),
      ("\"columns\":[", "\"columns\":[99,"),
      ("\"scale\":", "\"scale\":-"), ("\"size\":", "\"size\":9"),
      ("\"places\":[", "\"places\":[-5,"),
      ("\"steps\":[", "\"steps\":[\"nan\","),
      ("\"levels\":[", "\"levels\":[\"Berlin\",\"Berlin\","),
      ("\"rowCount\":400", "\"rowCount\":-400"), ("\"frequent\":", "\"frequent\":9"),
      ("\"knots\":[", "\"knots\":[1,"), ("\"offsets\":[", "\"offsets\":[7,"),
    ] {
      let damaged = text.replacing(from, with: to, maxReplacements: 1)
      #expect(damaged != text, "nothing to damage: \(from)")
      guard let model = try? FittedOddRows(bytes: Array(damaged.utf8)) else { continue }
      #expect(model.scores(part, reasons: 3).oddness.count == 20)
    }
  }
}
