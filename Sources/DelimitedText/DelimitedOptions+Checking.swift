import RowcastTabular

extension DelimitedOptions {
  /// Refuses what asks for nothing that there is.
  /// - Throws: ``DelimitedTextError``.
  func check() throws(DelimitedTextError) {
    if delimiter?.isEmpty == true {
      throw DelimitedTextError(.badOption("a delimiter of no character parts no fields"))
    }
    var headerRows = 0
    if case .rows(let count) = header { headerRows = count }
    let counts = [
      ("lines to pass over", skipRows ?? 0), ("header rows", headerRows), ("records", limit ?? 0),
    ]
    for (what, count) in counts where count < 0 {
      throw DelimitedTextError(.badOption("there are no \(count) \(what)"))
    }
    if let name = Schema.repeatedNames(columns ?? []).first {
      throw DelimitedTextError(.badOption("the column \"\(name)\" is asked for twice"))
    }
  }
}
