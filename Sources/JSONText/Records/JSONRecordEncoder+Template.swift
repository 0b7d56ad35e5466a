public import RowcastTabular

extension JSONRecordEncoder {
  /// The constant bytes of records; nil when there is more to a record than keys and values in
  /// the order of the source.
  public var template: RecordTemplate? {
    guard layout.isOrdered, layout.provenance.isEmpty, !layout.sources.isEmpty,
      options.numbers == .exact, options.empty != .omit,
      layout.isKeyed || !options.keepsRowWidth
    else { return nil }
    var keys = layout.keys
    keys[0] = layout.opener
    return RecordTemplate(
      keys: keys, keyEnds: layout.keyEnds, sources: layout.sources.map { Int($0) },
      lead: layout.rowLead,
      omittedAtFirst: isFirst(row: 0) && !layout.rowLead.isEmpty ? 1 : 0, tail: layout.rowTail,
      missing: Array((options.empty == .text ? "\"\"" : "null").utf8),
      escapes: StringEscaping.table)
  }
}

extension StringEscaping {
  /// The escapes of ``RecordTemplate/escapes``.
  static let table: [UInt64] = (0..<128).map { (byte: UInt8) in
    guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { return 0 }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 8) { target in
      guard let base = target.baseAddress else { return 0 }
      let count = writeEscape(of: byte, to: base)
      return (0..<count).reduce(UInt64(count) << 56) { $0 | UInt64(target[$1]) << UInt64(8 * $1) }
    }
  }
}
