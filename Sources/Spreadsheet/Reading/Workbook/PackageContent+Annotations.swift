import RowcastTabular
import RowcastXMLEvents
import RowcastZipArchive

extension PackageContent {
  /// Reads the links of a sheet (ECMA-376 Part 1, 18.3.1.47), which stand behind its rows.
  func readLinks(
    of sheet: SheetInfo, into found: inout CellAnnotations
  ) throws(SpreadsheetError) {
    guard let entry = package.archive.entry(named: sheet.part) else { return }
    let links = try SheetChunkReader(
      entry, in: package.archive, pieceSize: 1 << 16, limits: package.limits
    ).readLinks()
    if links.isEmpty { return }
    let targets = try externalTargets(of: sheet.part)
    for link in links {
      let target = link.relationship.flatMap { targets[$0] } ?? ""
      let text = target + (link.location.map { "#" + $0 } ?? "")
      if !text.isEmpty { try found.add(text, to: link.range) }
    }
  }

  /// Where the relationships of a part lead that leave the package.
  private func externalTargets(of part: String) throws(SpreadsheetError) -> [String: String] {
    var targets: [String: String] = [:]
    guard let entry = package.archive.entry(named: PartName.relationships(of: part)) else {
      return targets
    }
    let reader = try PartReader(entry, in: package.archive, limits: package.limits)
    while true {
      let event = try reader.next()
      if event == .finished { return targets }
      guard event == .start, reader.isNamed("Relationship"),
        try reader.attribute("TargetMode") == "External", let id = try reader.attribute("Id"),
        let target = try reader.attribute("Target")
      else { continue }
      guard targets.count < package.limits.items else {
        throw SpreadsheetError(
          .limit(name: "relationships of one part", value: package.limits.items))
      }
      targets[id] = target
    }
  }

  /// Reads the comments of a sheet (18.7.3); where there are threads of them, these, since the comments
  /// beside them only say that a newer program shows them.
  func readComments(
    of sheet: SheetInfo, into found: inout CellAnnotations
  ) throws(SpreadsheetError) {
    let relationships = try Relationships(
      of: sheet.part, in: package.archive, limits: package.limits)
    var threaded: Set<CellReference> = []
    for isThread in [true, false] {
      let type = isThread ? "threadedComment" : "comments"
      for target in relationships.targets where target.type == type {
        guard let entry = package.archive.entry(named: target.part) else { continue }
        let reader = try PartReader(entry, in: package.archive, limits: package.limits)
        try readComments(reader, isThread: isThread, besides: threaded) {
          cell, text throws(SpreadsheetError) in
          if isThread { threaded.insert(cell) }
          try found.add(text, at: cell)
        }
      }
    }
  }

  private func readComments(
    _ reader: PartReader, isThread: Bool, besides threaded: Set<CellReference>,
    _ body: (CellReference, String) throws(SpreadsheetError) -> Void
  ) throws(SpreadsheetError) {
    var cell: CellReference?
    var count = 0
    while true {
      let event = try reader.next()
      if event == .finished { return }
      guard event == .start else { continue }
      if isThread ? reader.isNamed("threadedComment") : reader.isNamed("comment") {
        cell = CellRange(try reader.attribute("ref") ?? "")?.first
        count += 1
        guard count <= package.limits.items else {
          throw SpreadsheetError(.limit(name: "comments", value: package.limits.items))
        }
      } else if reader.isNamed("text"), let place = cell, !threaded.contains(place) {
        var bytes: [UInt8] = []
        if isThread {
          bytes = try reader.allText(limit: .max)
        } else {
          try RichText.append(reader, to: &bytes)
        }
        try body(place, String(decoding: bytes, as: UTF8.self))
        cell = nil
      }
    }
  }
}
