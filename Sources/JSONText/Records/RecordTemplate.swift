/// The bytes of a record that do not depend on its values: what lets a source whose values stand in
/// its own bytes write records directly, without making cells of them first.
///
///     {"name": VALUE ,"age": VALUE }
///     ^ key           ^ key        ^ tail
///
/// Texts stand in quotes, escaped by ``StringEscaping``; numbers, `true` and `false` stand as they
/// are; dates and times in quotes.
package struct RecordTemplate: Sendable {
  /// What stands before each value, one behind the other.
  package let keys: [UInt8]
  package let keyEnds: [Int]
  /// The source column of each value, ascending.
  package let sources: [Int]
  /// Before each record, and how many bytes of it are left out before the first one.
  package let lead: [UInt8]
  package let omittedAtFirst: Int
  /// Behind each record.
  package let tail: [UInt8]
  /// What is written for a missing value.
  package let missing: [UInt8]
}

extension JSONRecordEncoder {
  /// The constant bytes of records; nil when there is more to a record than keys and values in
  /// the order of the source.
  package var template: RecordTemplate? {
    guard layout.isOrdered, layout.provenance.isEmpty, !layout.sources.isEmpty,
      options.numbers == .exact, options.empty != .omit,
      layout.isKeyed || !options.keepsRowWidth
    else { return nil }
    var keys = Array(layout.keys.prefix(layout.keyEnds.last ?? 0))
    keys[0] = layout.opener
    return RecordTemplate(
      keys: keys, keyEnds: layout.keyEnds, sources: layout.sources.map { Int($0) },
      lead: layout.rowLead,
      omittedAtFirst: isFirst(row: 0) && !layout.rowLead.isEmpty ? 1 : 0, tail: layout.rowTail,
      missing: Array((options.empty == .text ? "\"\"" : "null").utf8))
  }
}
