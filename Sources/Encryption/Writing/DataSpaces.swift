internal import RowcastFileIO

/// What names the encrypted stream and the way it is encrypted, the same in every document
/// ([MS-OFFCRYPTO] 2.1, 2.3.4.1 to 2.3.4.3).
enum DataSpaces {
  static let nodes: [CompoundFileWriter.Node] = [
    .stream("Version", text("Microsoft.Container.DataSpaces") + versions),
    .stream("DataSpaceMap", number(8) + number(1) + sized(entry)),
    .storage(
      "DataSpaceInfo",
      [.stream("StrongEncryptionDataSpace", number(8) + number(1) + text(transform))]),
    .storage("TransformInfo", [.storage(transform, [.stream("\u{6}Primary", primary)])]),
  ]

  private static let transform = "StrongEncryptionTransform"

  /// Reader, updater and writer version 1.0.
  private static let versions = number(1) + number(1) + number(1)

  /// One reference, to a stream, and the data space that it belongs to.
  private static let entry =
    number(1) + number(0) + text("EncryptedPackage") + text("StrongEncryptionDataSpace")

  private static let primary: [UInt8] = {
    let identifier = text("{FF9A3F03-56EF-4613-BDD5-5A41C1D07246}")
    let head = number(1) + identifier
    return number(head.count + 4) + head + text("Microsoft.Container.EncryptionTransform")
      + versions + number(0) + number(0) + number(0) + number(4)
  }()

  private static func number(_ value: Int) -> [UInt8] { [UInt8](littleEndian: UInt32(value)) }

  /// The length, itself included, before the bytes.
  private static func sized(_ bytes: [UInt8]) -> [UInt8] { number(bytes.count + 4) + bytes }

  /// UTF-16 behind its length in bytes, filled up to whole words of 32 bits.
  private static func text(_ text: String) -> [UInt8] {
    let bytes = Password(text).utf16
    return number(bytes.count) + bytes
      + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
  }
}
