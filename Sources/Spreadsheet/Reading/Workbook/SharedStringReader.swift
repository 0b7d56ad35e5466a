import Tabular
import XMLEvents
import ZipArchive

/// Reads the shared strings part: one text for each `si`, also for an empty one.
enum SharedStringReader {
  static func read(
    _ entry: ZipEntry, in archive: ZipArchive, limits: WorkbookLimits
  ) throws(SpreadsheetError) -> StringDictionary {
    let reader = try PartReader(entry, in: archive, limits: limits)
    var bytes: [UInt8] = []
    var offsets = [0]
    while true {
      let event = try reader.next()
      if event == .finished { break }
      guard event == .start, reader.isNamed("si") else { continue }
      try RichText.append(reader, to: &bytes)
      guard offsets.count <= limits.sharedStrings else {
        throw SpreadsheetError(.limit(name: "shared strings", value: limits.sharedStrings))
      }
      guard bytes.count <= limits.sharedStringBytes else {
        throw SpreadsheetError(
          .limit(name: "bytes of shared strings", value: limits.sharedStringBytes))
      }
      offsets.append(bytes.count)
    }
    return StringDictionary(bytes: bytes, offsets: offsets)
  }
}
