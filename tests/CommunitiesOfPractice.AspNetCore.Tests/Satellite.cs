using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Resources;
using System.Runtime.Loader;

namespace CommunitiesOfPractice.AspNetCore.Tests;

/// <summary>A satellite assembly, such as a host would ship for its language, made from the English texts by a test.</summary>
internal static class Satellite
{
    private static readonly Lock Making = new();
    private static readonly Dictionary<string, Assembly> Made = [];

    /// <summary>The culture, which nothing else in the tests uses, for which the assembly has a satellite from now on.</summary>
    public static CultureInfo Of(Assembly main, string resources, Func<string, string> said)
    {
        var culture = CultureInfo.GetCultureInfo("cy");
        var name = main.GetName();
        lock (Making)
        {
            if (Made.ContainsKey(name.Name!)) return culture;
            var texts = new ResourceManager(resources, main).GetResourceSet(CultureInfo.InvariantCulture, true, true)!;
            using var written = new MemoryStream();
            using var writer = new ResourceWriter(written);
            foreach (DictionaryEntry text in texts) writer.AddResource((string)text.Key, said((string)text.Value!));
            writer.Generate();
            var bytes = Compiled(name, culture, $"{resources}.{culture.Name}.resources", written.ToArray());
            Made.Add(name.Name!, AssemblyLoadContext.Default.LoadFromStream(new MemoryStream(bytes)));
        }

        AssemblyLoadContext.Default.Resolving += (_, asked) =>
            asked.Name == name.Name + ".resources" && asked.CultureName == culture.Name ? Made[name.Name!] : null;
        return culture;
    }

    private static byte[] Compiled(AssemblyName main, CultureInfo culture, string resource, byte[] content)
    {
        var (metadata, resources) = (new MetadataBuilder(), new BlobBuilder());
        resources.WriteInt32(content.Length);
        resources.WriteBytes(content);
        metadata.AddModule(0, metadata.GetOrAddString("satellite.dll"), metadata.GetOrAddGuid(Guid.NewGuid()), default, default);
        metadata.AddAssembly(
            metadata.GetOrAddString(main.Name + ".resources"), main.Version!, metadata.GetOrAddString(culture.Name), default,
            default, AssemblyHashAlgorithm.None);
        metadata.AddTypeDefinition(
            default, default, metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1),
            MetadataTokens.MethodDefinitionHandle(1));
        metadata.AddManifestResource(ManifestResourceAttributes.Public, metadata.GetOrAddString(resource), default, 0);
        var assembly = new BlobBuilder();
        new ManagedPEBuilder(
            new PEHeaderBuilder(imageCharacteristics: Characteristics.Dll | Characteristics.ExecutableImage),
            new MetadataRootBuilder(metadata), new BlobBuilder(), managedResources: resources).Serialize(assembly);
        return assembly.ToArray();
    }
}
