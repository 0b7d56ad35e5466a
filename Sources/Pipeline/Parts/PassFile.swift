import RowcastFileIO
import RowcastLinearAlgebra

/// Files of passes, named by what is in them: two passes cannot be mixed up.
enum PassFile {
  /// Writes a pass into a folder.
  /// - Returns: its name there.
  static func write(_ bytes: [UInt8], in folder: String) throws -> String {
    var hash: UInt64 = 0
    for byte in bytes { hash = SplitMix64.mixed(hash ^ UInt64(byte)) }
    let digits = String(hash, radix: 16)
    let name = "pass-\(String(repeating: "0", count: 16 - digits.count))\(digits).json"
    let path = folder + "/" + name
    do {
      try OutputFile.write(bytes, to: path)
    } catch {
      throw PipelineError(wrapping: error, file: path)
    }
    return name
  }
}
