import RowcastDelimitedText

extension ReadOptions {
  /// These options as the reader of delimited text takes them.
  func delimited() throws -> DelimitedOptions {
    var given = DelimitedOptions()
    given.delimiter = delimiter ?? (format == .tsv ? "\t" : nil)
    given.quote = Self.mark(quote)
    given.escape = Self.mark(escape)
    given.comment = Self.mark(comment)
    given.encoding = encoding
    given.decimal = decimal
    given.thousands = thousands
    given.trueWords = trueWords
    given.falseWords = falseWords
    for format in dateFormats {
      let (column, pattern) = Self.dateFormat(format)
      given.dateFormats[column ?? "*"] = pattern
    }
    given.nullTokens = nullTokens
    switch header {
    case .automatic: given.header = .auto
    case .none: given.header = .none
    case .rows(let rows):
      given.header = .rows(rows.count)
      given.skipRows = rows.lowerBound - 1
    }
    if let skipRows { given.skipRows = skipRows }
    given.limit = limit
    // Under names, records of another length have no other form than padded ones.
    given.ragged = ragged == .keep && !keepsWidth ? .pad : ragged
    given.strictRFC4180 = strictRFC4180
    // Strict means records of one length, whatever is asked of ragged ones.
    if strictRFC4180 { given.ragged = .error }
    given.types = types
    given.columnTypes = columnKinds
    given.columns = columns.isEmpty ? nil : columns
    given.limits.recordBytes = limits.recordBytes ?? given.limits.recordBytes
    given.limits.columns = limits.columns ?? given.limits.columns
    return given
  }

  /// `column=%d.%m.%Y` for one column, a format alone for all of them.
  static func dateFormat(_ text: String) -> (column: String?, format: String) {
    guard let equals = text.firstIndex(of: "="), !text.hasPrefix("%") else { return (nil, text) }
    return (String(text[..<equals]), String(text[text.index(after: equals)...]))
  }

  private static func mark(_ text: String?) -> DelimitedOptions.Mark {
    guard let text else { return .auto }
    return text.isEmpty ? .none : .text(text)
  }
}
