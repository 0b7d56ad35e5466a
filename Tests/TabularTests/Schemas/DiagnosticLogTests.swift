import RowcastTabular
import Testing

@Suite struct `A log of diagnostics` {
  func log(_ kind: Diagnostic.Kind, _ count: Int, limit: Int = 3, from: Int = 0) -> DiagnosticLog {
    var log = DiagnosticLog(limit: limit)
    for i in 0..<count { log.add(Diagnostic(kind: kind, message: "\(kind) \(from + i)")) }
    return log
  }

  @Test func `all are counted and the first of each kind kept`() {
    var log = log(.badNumber, 5)
    log.add(Diagnostic(kind: .raggedRow, message: "raggedRow 0"))
    #expect(log.counts == [.badNumber: 5, .raggedRow: 1])
    #expect(log.total == 6)
    #expect(
      log.kept.map(\.message) == ["badNumber 0", "badNumber 1", "badNumber 2", "raggedRow 0"])
  }

  @Test func `what is not kept is never made`() {
    var log = log(.badNumber, 3)
    var made = 0
    func make() -> Diagnostic {
      made += 1
      return Diagnostic(kind: .badNumber, message: "")
    }
    log.add(make(), kind: .badNumber)
    #expect(made == 0 && log.total == 4)
  }

  @Test func `merging in pieces keeps what one log would have kept`() {
    for cut in 0...8 {
      var merged = log(.badNumber, cut)
      merged.merge(log(.badNumber, 8 - cut, from: cut))
      merged.merge(log(.raggedRow, 2))
      var whole = log(.badNumber, 8)
      whole.merge(log(.raggedRow, 2))
      #expect(merged == whole)
    }
  }

  @Test func `names of kinds are words with dashes, as programs know them`() {
    for kind in Diagnostic.Kind.allCases {
      let words = kind.rawValue.split(separator: "-", omittingEmptySubsequences: false)
      #expect(words.allSatisfy { !$0.isEmpty && $0.allSatisfy { ("a"..."z").contains($0) } })
      let name =
        words[0] + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
      #expect("\(kind)" == name)
    }
  }

  @Test func `places are completed`() {
    var log = DiagnosticLog()
    log.add(Diagnostic(kind: .badNumber, message: "m", location: RowcastLocation(row: 2)))
    log.locate(within: RowcastLocation(file: "f.csv", row: 9))
    #expect(log.kept.first?.description == "f.csv:2: m")
  }
}
