import RowcastClassification
import RowcastFeatures
import RowcastJSONText
import RowcastTabular

extension Model {
  /// The model file, byte for byte: JSON over several lines.
  /// - Throws: ``ModelError`` when the model cannot be written as JSON.
  public func bytes() throws(ModelError) -> [UInt8] {
    do {
      return Array((try JSONCoding.encode(self).text(isPretty: true) + "\n").utf8)
    } catch {
      throw ModelError(.damaged(error))
    }
  }

  /// Reads a model file.
  /// - Throws: ``ModelError`` for bytes that are no model, are damaged, or were written by a newer
  ///   version.
  public init(bytes: [UInt8]) throws(ModelError) {
    let document: JSONValue
    do {
      document = try JSONValue(parsing: bytes)
    } catch {
      throw ModelError(.notJSON(error))
    }
    guard document["format"]?.string == Self.formatName else { throw ModelError(.notAModel) }
    guard let version = document["formatVersion"]?.integer else {
      throw ModelError(.noFormatVersion)
    }
    guard version <= Self.currentVersion else {
      throw ModelError(.newerFormat(version, program: document["program"]?.string))
    }
    do {
      self = try JSONCoding.decode(Self.self, from: document)
    } catch {
      throw ModelError(.damaged(error))
    }
    try checkParts()
  }

  /// Checks that the parts fit together.
  private func checkParts() throws(ModelError) {
    guard target.isSound else { throw ModelError(.unsoundClasses) }
    guard classifier.width == features.width else {
      throw ModelError(.weights(found: classifier.width, features: features.width))
    }
    guard classifier.classCount == target.labels.count else {
      throw ModelError(.outputs(found: classifier.classCount, classes: target.labels.count))
    }
  }
}
