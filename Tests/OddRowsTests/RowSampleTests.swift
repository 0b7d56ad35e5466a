import RowcastOddRows
import RowcastTabular
import Testing

@Suite struct RowSampleTests {
  private func batch(_ rows: Range<Int>) -> RecordBatch {
    var batch = RecordBatch(firstRow: rows.lowerBound)
    for row in rows {
      batch.append("t\(row)".utf8, column: 0)
      batch.cells.append(Cell(column: 1, kind: .integer, payload: UInt64(row)))
      batch.endRow(number: row + 2)
    }
    return batch
  }

  private let schema = Schema([
    ColumnSchema(name: "a", source: 0, kind: .text),
    ColumnSchema(name: "b", source: 1, kind: .integer),
  ])

  @Test(arguments: [1, 7, 100, 1000])
  func `A sample does not depend on how rows are cut into batches`(size: Int) {
    func numbers(_ size: Int) -> [Double] {
      var sample = RowSample(limit: 100, seed: 3)
      for start in stride(from: 0, to: 1000, by: size) {
        sample.add(batch(start..<min(1000, start + size)))
      }
      #expect(sample.seen == 1000 && sample.rowCount <= 100 && !sample.isWhole)
      guard case .numbers(let values)? = sample.table(of: schema)["b"]?.values else { return [] }
      return values
    }
    let found = numbers(size)
    #expect(found == numbers(333))
    #expect(found.count > 30)
  }

  /// As those of a document of JSON: they were either all kept or none.
  @Test func `Records of one line are told apart`() {
    var sample = RowSample(limit: 100, seed: 3)
    for start in stride(from: 0, to: 1000, by: 90) {
      var part = batch(start..<min(1000, start + 90))
      for row in part.rows.indices { part.rows[row].number = 1 }
      sample.add(part)
    }
    #expect(sample.rowCount > 30 && sample.rowCount <= 100)
  }

  @Test func `Few rows are kept whole, with their texts`() {
    var sample = RowSample(limit: 100, seed: 0)
    sample.add(batch(0..<60))
    #expect(sample.isWhole)
    let table = sample.table(of: schema)
    guard case .texts(let codes, let dictionary)? = table["a"]?.values else {
      return #expect(Bool(false), "the column is no text")
    }
    #expect(codes.map { dictionary[Int($0)] } == (0..<60).map { "t\($0)" })
  }
}
