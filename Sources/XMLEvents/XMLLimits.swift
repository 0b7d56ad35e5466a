/// How much structure a document may have; what it may weigh is for who feeds the scanner to say.
public struct XMLLimits: Sendable, Hashable {
  /// The deepest nesting of elements.
  public var depth: Int
  /// The most attributes of one element.
  public var attributes: Int

  /// The most namespace declarations in force at one place.
  public var namespaces: Int

  /// By default limits that the parts of real workbooks never meet.
  public init(depth: Int = 256, attributes: Int = 512, namespaces: Int = 1000) {
    self.namespaces = namespaces
    self.depth = depth
    self.attributes = attributes
  }
}
