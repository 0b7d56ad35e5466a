import RowcastDistributed
import RowcastFileIO

/// The lines of a file, as all rows of a training in parts: what an engine does in many places, done here.
struct FileRows: RowsElsewhere {
  let file: DecompressedBytes
  var lineCount: Int? { nil }

  func result(of pass: PartPass) throws -> PartResult {
    var offset = 0
    let found = try PartWorker(pass).result(name: file.name) {
      let bytes = try file.bytes(at: offset, count: 1 << 22)
      offset += bytes.count
      return bytes
    }
    return found ?? PartResult(of: pass)
  }
}
