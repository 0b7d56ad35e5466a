import RowcastFeatures
import RowcastTabular
import TestSupport
import Testing

@testable import RowcastDistributed

@Suite struct PartProfileTests {
  @Test func `moments of exact sums are those of all numbers`() {
    var generator = FixedGenerator(seed: 1)
    for offset in [0.0, 1e9] {
      let values = (0..<5000).map { _ in offset + Double.random(in: -1...1, using: &generator) }
      var sums = NumberSums()
      sums.add(values + [.nan, .infinity])
      let moments = sums.moments
      let usual = Moments(of: values)
      #expect(moments.count == 5000)
      #expect(moments.missing == 2)
      #expect(abs(moments.mean - usual.mean) <= abs(usual.mean) * 1e-15)
      #expect(abs(moments.variance - usual.variance) <= usual.variance * 1e-6)
      #expect(moments.minimum == usual.minimum)
      #expect(moments.maximum == usual.maximum)
    }
  }

  @Test func `a constant does not vary, however large it is`() {
    var sums = NumberSums()
    sums.add([Double](repeating: 123_456_789.123, count: 977))
    #expect(sums.moments.squaredDeviations <= 1e-9)
  }

  private func rows(_ count: Int, distinct: Int, seed: UInt64) -> [String] {
    var generator = FixedGenerator(seed: seed)
    return (0..<count).map { _ in
      let id = Int.random(in: 0..<distinct, using: &generator)
      return "\(id),t\(id % 7)\\\t,\(id % 2)"
    }
  }

  private func profile(_ lines: [String], parts: Int, seed: UInt64) throws -> PartProfile {
    let format = try LineFormat(
      head: Array("id,text,class\n1,x,0\n2,y,1\n".utf8), kind: .delimited)
    let pass = PartPass(lines: format, target: "class", skipsBad: false)
    return try #require(
      try InMemoryRows(lines, parts: parts, seed: seed).result(of: pass).profile)
  }

  @Test(arguments: [(3000, 60), (24_000, 2_000_000)])
  func `the same rows are sampled in whatever parts they come`(count: Int, distinct: Int) throws {
    let lines = rows(count, distinct: distinct, seed: 5)
    let alone = try profile(lines, parts: 1, seed: 1)
    let parted = try profile(lines, parts: 7, seed: 2)
    #expect(parted == alone)
    let format = try LineFormat(
      head: Array("id,text,class\n1,x,0\n2,y,1\n".utf8), kind: .delimited)
    let table = alone.few.table(of: format, most: 2000)
    #expect(table.rowCount > 1800 && table.rowCount < 2200)
    let other = parted.few.table(of: format, most: 2000)
    #expect(table.rowMarks() == other.rowMarks())
  }

  @Test func `rows go through text and come back`() throws {
    let alone = try profile(rows(500, distinct: 400, seed: 6), parts: 1, seed: 1)
    let result = PartResult(profile: alone)
    #expect(try PartResult(bytes: try result.bytes()) == result)
    #expect(alone.levels[1]?.rows.keys.contains("t3\\") == true)
  }

  @Test func `levels beyond the limit are not counted, in whatever parts they come`() {
    let names = (0..<30_000).map { "level \($0)" }
    var whole = LevelTally()
    whole.add(TypedColumn(name: "a", texts: names))
    #expect(whole.hasTooMany && whole.rows.isEmpty)
    var merged = LevelTally()
    for start in stride(from: 0, to: names.count, by: 10_000) {
      var part = LevelTally()
      part.add(TypedColumn(name: "a", texts: Array(names[start..<(start + 10_000)])))
      merged.merge(part)
    }
    #expect(merged == whole)
  }

  @Test func `results of another version or another pass are refused`() throws {
    let result = PartResult(profile: PartProfile())
    let text = String(decoding: try result.bytes(), as: UTF8.self)
    let other = text.replacing(RowcastVersion.current, with: "0.0.9")
    let error = #expect(throws: PartError.self) { try PartResult(bytes: Array(other.utf8)) }
    #expect(error?.reason == .otherProgram(found: "0.0.9"))
    var profile = result
    #expect(throws: PartError.self) {
      try profile.merge(PartResult(losses: PartLoss(dimension: 3)))
    }
    for count in ["-1", "9000000000000000000"] {
      let many = text.replacing("\"rows\":0", with: "\"rows\":\(count)")
      #expect(many != text)
      #expect(throws: PartError.self) { try PartResult(bytes: Array(many.utf8)) }
    }
    #expect(throws: PartError.self) { try PartResult(bytes: Array("{}".utf8)) }
    #expect(throws: PartError.self) { try PartResult(bytes: Array("nonsense".utf8)) }
  }
}
