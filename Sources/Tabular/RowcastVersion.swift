/// The program's and the library's version.
public enum RowcastVersion {
  /// Semantic version; model files carry it.
  public static let current = "0.1.0"
}
