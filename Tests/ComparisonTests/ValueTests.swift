import RowcastLinearAlgebra
import RowcastTabular
import Testing

@testable import RowcastComparison
@testable import RowcastShaping

@Suite struct ValueTests {
  /// A batch of one row with all these cells.
  private static let batch: RecordBatch = {
    var batch = RecordBatch(
      dictionary: StringDictionary(bytes: Array("xabc".utf8), offsets: [0, 1, 4]))
    func add(_ kind: Cell.Kind, _ payload: UInt64) {
      batch.cells.append(Cell(column: 0, kind: kind, payload: payload))
    }
    for value: Int64 in [0, 1, -1, 10, 150, 1_000_000, .max, .min, 9_007_199_254_740_993] {
      add(.integer, UInt64(bitPattern: value))
    }
    for value in [
      0.0, -0.0, 1.0, 1.5, -1.5, 0.1, 1e21, .leastNonzeroMagnitude, 1e300, 9_007_199_254_740_992,
    ] {
      add(.double, value.bitPattern)
    }
    let decimals = [
      "1", "1.0", "1.50", "15e-1", "-1.5", "0.10", "1e21", "1000000000000000000000", "10e0",
      "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
      "123456789012345678901234567890", "123456789012345678901234567890.0", "0.0", "-0", "5e-324",
      "9007199254740993", "1.2345678901234567890123", "150",
    ]
    for text in decimals { batch.append(text.utf8, kind: .decimal, column: 0) }
    for text in ["x", "abc", "ABC", " abc", "1", "true", "2024-01-01"] {
      batch.append(text.utf8, column: 0)
    }
    add(.sharedText, 0)
    add(.sharedText, 1)
    for flag: UInt64 in [0, 1] { add(.boolean, flag) }
    for milliseconds: Int64 in [0, 86_400_000, -86_400_000] {
      for kind in [Cell.Kind.date, .dateTime, .duration] {
        add(kind, UInt64(bitPattern: milliseconds))
      }
    }
    add(.dateTime, 1)
    for kind in [Cell.Kind.time, .duration] { add(kind, 1) }
    batch.endRow(number: 1)
    return batch
  }()

  private func bytes(_ cell: Cell, _ reading: ValueBytes.Reading = .values) -> [UInt8] {
    var bytes: [UInt8] = []
    ValueBytes.append(cell, of: Self.batch, as: reading, to: &bytes)
    return bytes
  }

  @Test func `Values have the same bytes just when a condition calls them equal`() {
    var unlike: [String] = []
    for one in Self.batch.cells {
      for other in Self.batch.cells {
        let isSame = bytes(one) == bytes(other)
        let isEqual = CellOrder.order(of: one, to: other, in: Self.batch) == 0
        if isSame != isEqual {
          unlike.append(
            "\(one.kind) \(CellText.string(of: one, in: Self.batch)), "
              + "\(other.kind) \(CellText.string(of: other, in: Self.batch))")
        }
      }
    }
    #expect(unlike == [])
  }

  @Test func `A value comes back from its bytes as it was`() {
    for cell in Self.batch.cells {
      let bytes = bytes(cell)
      let value = ValueBytes.value(ofWhole: bytes.span)
      let own = Self.batch.value(of: cell)
      switch (value, own) {
      case (.date(let day), .dateTime(let same, _)): #expect(day == same)
      case (.integer, .number), (.number, .number), (.integer, .integer), (.number, .integer):
        let (a, b) = (ExactNumber(value.description), ExactNumber(own.description))
        #expect(a?.double == b?.double, "\(value) \(own)")
      default: #expect(value == own)
      }
    }
  }

  @Test func `By their texts, a number is one also where it is a text`() {
    let texts = Self.batch.cells.filter { CellText.string(of: $0, in: Self.batch) == "1" }
    #expect(Set(texts.map(\.kind)).isSuperset(of: [.text, .integer, .double, .decimal]))
    #expect(Set(texts.map { bytes($0, .texts) }).count == 1)
    #expect(Set(texts.map { bytes($0) }).count == 2)
  }

  @Test func `Bytes that were cut are no value, and never trap`() {
    for cell in Self.batch.cells {
      let whole = bytes(cell)
      for end in 0..<whole.count {
        #expect(ValueBytes.range(in: whole.span.extracting(..<end), at: 0) == nil)
        if end > 0 { _ = ValueBytes.value(whole.span.extracting(1..<(end + 1))) }
      }
    }
    var random = SeededGenerator(seed: 5)
    for _ in 0..<2000 {
      let noise = (0..<random.below(24)).map { _ in UInt8(random.below(256)) }
      _ = ValueBytes.value(noise.span)
      _ = EncodedRow.Head(noise.span, at: 0)
    }
  }
}
