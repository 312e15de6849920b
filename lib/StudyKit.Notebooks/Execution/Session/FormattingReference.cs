using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace StudyKit.Notebooks.Execution.Session;

/// <summary>
/// .NET Interactive's formatting library as cells see it. It carries <c>System.DisplayExtensions</c>, whose
/// <c>Display</c> and <c>DisplayTable</c> every cell would find beside the session's own, and be ambiguous: in the
/// compiler's copy that one class is not public. The runtime loads the file as it is.
/// </summary>
internal static class FormattingReference
{
    private const string Assembly = "Microsoft.DotNet.Interactive.Formatting.dll";
    private const string Space = "System", Class = "DisplayExtensions";

    // The visibility of a type in its flags: 0 is not public.
    private const byte Visibility = 0x07;

    /// <summary>Whether a file is the library.</summary>
    public static bool Is(string path) => Path.GetFileName(path) == Assembly;

    /// <summary>A reference to it.</summary>
    public static PortableExecutableReference Of(string path, DocumentationProvider documentation)
    {
        byte[] image = File.ReadAllBytes(path);
        using (PEReader pe = new(ImmutableArray.Create(image)))
        {
            MetadataReader reader = pe.GetMetadataReader();
            int table = pe.PEHeaders.MetadataStartOffset + reader.GetTableMetadataOffset(TableIndex.TypeDef);
            foreach (TypeDefinitionHandle handle in reader.TypeDefinitions)
            {
                TypeDefinition type = reader.GetTypeDefinition(handle);
                if (reader.GetString(type.Name) != Class || reader.GetString(type.Namespace) != Space) continue;
                // A row begins with its flags.
                int before = MetadataTokens.GetRowNumber(handle) - 1;
                int row = table + (before * reader.GetTableRowSize(TableIndex.TypeDef));
                image[row] &= unchecked((byte)~Visibility);
            }
        }

        return MetadataReference.CreateFromImage(
            ImmutableArray.Create(image), documentation: documentation, filePath: path);
    }
}
