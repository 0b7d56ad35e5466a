import RowcastXMLEvents
import RowcastZipArchive

/// What a part points to: the other parts by the identifier that its XML uses.
struct Relationships {
  struct Target: Sendable {
    var id: String
    /// The last segment of the type's URI: `worksheet`, `sharedStrings`. The rest tells only
    /// Transitional from Strict.
    var type: String
    /// The part's name.
    var part: String
  }

  private(set) var targets: [Target] = []
  private var places: [String: Int] = [:]

  subscript(id: String) -> Target? { places[id].map { targets[$0] } }

  func first(ofType type: String) -> Target? { targets.first { $0.type == type } }

  /// The relationships of a part; none when it has no such part. `""` is the package itself.
  init(of part: String, in archive: ZipArchive, limits: WorkbookLimits) throws(SpreadsheetError) {
    guard let entry = archive.entry(named: PartName.relationships(of: part)) else { return }
    let reader = try PartReader(entry, in: archive, limits: limits)
    while true {
      let event = try reader.next()
      if event == .finished { return }
      guard event == .start, reader.isNamed("Relationship") else { continue }
      guard try reader.attribute("TargetMode") != "External",
        let target = try reader.attribute("Target")
      else { continue }
      guard targets.count < limits.items else {
        throw SpreadsheetError(.limit(name: "relationships of one part", value: limits.items))
      }
      let type = try reader.attribute("Type") ?? ""
      let id = try reader.attribute("Id") ?? ""
      if places[id] == nil { places[id] = targets.count }
      targets.append(
        Target(
          id: id,
          type: type.utf8.split(separator: UInt8(ascii: "/")).last
            .map { String(decoding: $0, as: UTF8.self) } ?? "",
          part: PartName.resolved(target, from: part)))
    }
  }
}
