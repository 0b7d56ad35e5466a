package import RowcastTabular

/// What is left of a text when case and blanks do not count.
package enum Spelling {
  /// In lower case, without blanks at the ends, and with one for those between.
  package static func folded(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The texts that differ from another one in case and blanks alone, those that are alike together,
  /// in the order of the first of each.
  static func variants(of texts: [String]) -> [[String]] {
    var groups: [String: [String]] = [:]
    var order: [String] = []
    for text in texts {
      let key = folded(text)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(text)
    }
    return order.compactMap { groups[$0] }.filter { $0.count > 1 }
  }
}

extension Table {
  /// The table with texts that differ in case and blanks alone made one; words for missing values
  /// stay as they are.
  package func folded() -> Table {
    Table(columns: mapEach(columns.count) { columns[$0].folded() }, rowCount: rowCount)
  }
}

extension TypedColumn {
  fileprivate func folded() -> TypedColumn {
    guard case .texts(let codes, let dictionary) = values else { return self }
    var interner = StringInterner()
    let places = (0..<dictionary.count).map { code -> UInt32 in
      let isMissing = dictionary.withText(code) {
        MissingTokens.contains($0.trimmed, amongNumbers: true)
      }
      let text = dictionary[code] ?? ""
      return interner.intern(isMissing ? text : Spelling.folded(text))
    }
    let folded = codes.map { $0 == Self.missingCode ? $0 : places[Int($0)] }
    return TypedColumn(
      name: name, kind: kind, values: .texts(codes: folded, dictionary: interner.dictionary()))
  }
}
