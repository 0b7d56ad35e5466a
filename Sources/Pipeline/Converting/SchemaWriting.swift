import RowcastFileIO
import RowcastJSONText
import RowcastTabular

extension Conversion {
  /// Writes a JSON Schema of the records as they are written; of text formats other than JSON, of
  /// their records.
  func writeSchema(of chosen: NamedSource, named name: String, to path: String) throws {
    let target = OutputTarget(path: output, options: writing)
    var options = target.jsonOptions()
    // Of one table of several, these are columns like others.
    if chosen.source is ProvenanceSource { options.hasProvenance = false }
    let document = JSONSchemaText.document(
      for: chosen.schema, layout: writing.shape == .columns ? .columns : .shape(options.shape),
      options: options, hasSheet: chosen.sheet != nil, title: chosen.sheet ?? name)
    try OutputFile.write(document.text(isPretty: true) + "\n", to: path)
  }
}
