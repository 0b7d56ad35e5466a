// The whole library by one import; each stage can also be imported alone.
@_exported public import Classification
@_exported public import DelimitedText
@_exported public import Evaluation
@_exported public import Exporting
@_exported public import Features
@_exported public import FileIO
@_exported public import JSONText
@_exported public import LinearAlgebra
@_exported public import Parallelism
@_exported public import Pipeline
@_exported public import Reporting
@_exported public import Spreadsheet
@_exported public import Tabular
@_exported public import XMLEvents
@_exported public import ZipArchive
