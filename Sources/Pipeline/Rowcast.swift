/// The program's and the library's version.
public enum Rowcast {
  /// Semantic version; model files carry it.
  public static let version = "0.1.0"
}
