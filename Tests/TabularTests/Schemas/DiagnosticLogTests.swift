import RowcastTabular
import Testing

@Suite struct `A log of diagnostics` {
  func log(_ kind: String, _ count: Int, limit: Int = 3, from: Int = 0) -> DiagnosticLog {
    var log = DiagnosticLog(limit: limit)
    for i in 0..<count { log.add(Diagnostic(kind: kind, message: "\(kind) \(from + i)")) }
    return log
  }

  @Test func `all are counted and the first of each kind kept`() {
    var log = log("a", 5)
    log.add(Diagnostic(kind: "b", message: "b 0"))
    #expect(log.counts == ["a": 5, "b": 1])
    #expect(log.total == 6)
    #expect(log.kept.map(\.message) == ["a 0", "a 1", "a 2", "b 0"])
  }

  @Test func `what is not kept is never made`() {
    var log = log("a", 3)
    var made = 0
    func make() -> Diagnostic {
      made += 1
      return Diagnostic(kind: "a", message: "")
    }
    log.add(make(), kind: "a")
    #expect(made == 0 && log.total == 4)
  }

  @Test func `merging in pieces keeps what one log would have kept`() {
    for cut in 0...8 {
      var merged = log("a", cut)
      merged.merge(log("a", 8 - cut, from: cut))
      merged.merge(log("b", 2))
      var whole = log("a", 8)
      whole.merge(log("b", 2))
      #expect(merged == whole)
    }
  }

  @Test func `places are completed`() {
    var log = DiagnosticLog()
    log.add(Diagnostic(kind: "a", message: "m", location: RowcastLocation(row: 2)))
    log.locate(within: RowcastLocation(file: "f.csv", row: 9))
    #expect(log.kept.first?.description == "f.csv:2: m")
  }
}
