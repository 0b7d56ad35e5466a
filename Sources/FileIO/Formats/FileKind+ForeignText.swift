extension FileKind {
  /// So many lines tell what a text is.
  private static let lineLimit = 40

  /// Tables as texts that are no delimited ones.
  /// - Parameter head: the first bytes, without blanks and line ends before them.
  static func foreignText(_ head: ArraySlice<UInt8>) -> FileKind? {
    let isSymbolic = head.starts(with: Array("ID;P".utf8))
    let isInterchange = head.starts(with: Array("TABLE".utf8))
    let isRelation = head.first == UInt8(ascii: "@") || head.first == UInt8(ascii: "%")
    let isNumber = head.first.map { (0x2B...0x39).contains($0) } ?? false
    guard isSymbolic || isInterchange || isRelation || isNumber else { return nil }
    var lines = String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline)
    // The last one may be cut.
    if lines.count > 1, head.count >= 4000 { lines.removeLast() }
    lines = Array(lines.prefix(lineLimit))
    if isSymbolic, isSymbolicLink(lines) { return .symbolicLink }
    if isInterchange, lines.count > 2, lines[0] == "TABLE", lines[1] == "0,1",
      lines[2].hasPrefix("\"")
    {
      return .dataInterchange
    }
    if isRelation, isAttributeRelation(lines) { return .attributeRelation }
    return isNumber && areSparseFeatures(lines) ? .sparseFeatures : nil
  }

  /// Whether each line is a record of SYLK, one of them a cell: names and values parted by semicolons may
  /// begin with `ID;P`, too.
  private static func isSymbolicLink(_ lines: [Substring]) -> Bool {
    let records: Set<Substring> = ["ID", "P", "B", "C", "F", "O", "NN", "NU", "NE", "W", "E"]
    return lines.count > 1
      && lines.allSatisfy { line in
        let type = line.prefix { $0 != ";" }
        return records.contains(type) && (type.count < line.count || type == "E")
      }
      && lines.contains { line in
        line.hasPrefix("C;") && line.contains(";K") && (line.contains(";X") || line.contains(";Y"))
      }
  }

  /// Whether `@relation` comes first behind comments, and then `@attribute`.
  private static func isAttributeRelation(_ lines: [Substring]) -> Bool {
    let words = lines.lazy.filter { !$0.hasPrefix("%") }.map {
      $0.prefix { $0 != " " && $0 != "\t" }.lowercased()
    }
    return words.first == "@relation" && words.contains("@attribute")
  }

  /// Whether all lines are a label and features with growing numbers; the times of a log look like them.
  private static func areSparseFeatures(_ lines: [Substring]) -> Bool {
    var most = 0
    var areTimes = true
    for line in lines {
      let fields = line.prefix { $0 != "#" }.split(separator: " ")
      guard let label = fields.first, Double(label) != nil else { return false }
      var last = -1
      for field in fields.dropFirst() {
        let parts = field.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let name = parts.first, let value = parts.last,
          Double(value) != nil
        else { return false }
        if name == "qid" { continue }
        guard let number = Int(name), number > last else { return false }
        last = number
        if value.count != 2 || number > 24 { areTimes = false }
      }
      most = max(most, fields.count - 1)
    }
    return lines.count > 1 && most > 1 && !areTimes
  }
}
