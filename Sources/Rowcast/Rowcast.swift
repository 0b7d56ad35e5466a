// The whole library by one import; each stage can also be imported alone.
@_exported public import RowcastClassification
@_exported public import RowcastDelimitedText
@_exported public import RowcastEvaluation
@_exported public import RowcastExplaining
@_exported public import RowcastExporting
@_exported public import RowcastFeatures
@_exported public import RowcastFileIO
@_exported public import RowcastJSONText
@_exported public import RowcastLinearAlgebra
@_exported public import RowcastMachine
@_exported public import RowcastModeling
@_exported public import RowcastPipeline
@_exported public import RowcastReporting
@_exported public import RowcastSpreadsheet
@_exported public import RowcastTabular
@_exported public import RowcastXMLEvents
@_exported public import RowcastZipArchive
