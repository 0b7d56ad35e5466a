import RowcastTabular
import TestSupport
import Testing

@testable import RowcastProfile

@Suite struct `Profiles of tables that nobody would make` {
  @Test func `No row, no column`() throws {
    let empty = try TableProfile(of: ValueRows(names: ["a", "b"], rows: [], batchRows: 10))
    #expect(empty.rowCount == 0 && empty.columns.count == 2 && empty.findings.isEmpty)
    #expect(empty.columns.allSatisfy { $0.isKey == false && $0.spread == nil })
    let none = try TableProfile(of: ValueRows(names: [], rows: [[], []], batchRows: 1))
    #expect(none.rowCount == 2 && none.columns.isEmpty && none.findings.isEmpty)
  }

  @Test func `All missing, all the same, one column`() throws {
    let rows = [[Value]](repeating: [.missing, .text("x"), .integer(7)], count: 300)
    let profile = try TableProfile(
      of: ValueRows(names: ["m", "t", "i"], rows: rows, batchRows: 64))
    #expect(profile.columns.map(\.missing) == [300, 0, 0])
    #expect(profile.columns[2].spread?.quantiles == Array(repeating: 7, count: 7))
    #expect(profile.columns[2].spread?.edges.isEmpty == true)
    #expect(profile.repeatedRows.value == 299)
    #expect(profile.findings.map(\.kind) == [.repeatedRows, .empty])
    let one = try TableProfile(
      of: ValueRows(names: ["t"], rows: rows.map { [$0[1]] }, batchRows: 64))
    #expect(one.findings.isEmpty && one.associations.pairs.isEmpty)
  }

  @Test func `Ten thousand columns stay within bounds`() throws {
    let width = 10_000
    let rows = (0..<8).map { row in (0..<width).map { Value.integer(Int64($0 * row)) } }
    let profile = try TableProfile(
      of: ValueRows(names: (0..<width).map { "c\($0)" }, rows: rows, batchRows: 4))
    #expect(profile.columns.count == width)
    #expect(profile.associations.columns.count <= AssociationMatrix.most)
    #expect(profile.columns[3].distinct.value == 8)
  }

  @Test func `Huge whole numbers are told apart`() throws {
    let rows = (0..<50).map { [Value.integer(.max - Int64($0)), .integer(.min + Int64($0))] }
    let profile = try TableProfile(of: ValueRows(names: ["a", "b"], rows: rows, batchRows: 7))
    #expect(profile.columns.map(\.distinct.value) == [50, 50])
    #expect(profile.columns[0].maximum == .integer(.max))
    #expect(profile.columns[1].minimum == .integer(.min))
  }

  @Test func `Very many levels are counted as far as they are held`() throws {
    let rows = (0..<30_000).map { [Value.text($0 % 3 == 0 ? "often" : "value \($0)")] }
    let column = try TableProfile(of: ValueRows(names: ["t"], rows: rows, batchRows: 5000))
      .columns[0]
    #expect(column.top.first == ColumnFigures.Level(text: "often", rows: 10_000))
    #expect(column.isTopPartial && !column.distinct.isExact)
    let miss = Double(column.distinct.value - 20_001).magnitude / 20_001
    #expect(miss <= 1.5 * column.distinct.error)
  }
}
