// What every notebook starts with: the built library.
// Using directives stand in the notebook: those of a loaded file hold in that file only.
// Build first: dotnet build -c Release. "studykit run" does it for you.
#r "../artifacts/bin/StudyKit.Cli/release/TorchSharp.dll"
#r "../artifacts/bin/StudyKit.Cli/release/StudyKit.Contracts.dll"
#r "../artifacts/bin/StudyKit.Cli/release/StudyKit.Text.dll"
#r "../artifacts/bin/StudyKit.Cli/release/StudyKit.World.dll"
#r "../artifacts/bin/StudyKit.Cli/release/StudyKit.Charts.dll"
#r "../artifacts/bin/StudyKit.Cli/release/StudyKit.dll"

// Large blocks of memory are kept for reuse; STUDYKIT_HEAP_REUSE=off leaves the system's way.
StudyKit.Runtime.Native.HeapReuse.TryEnable();
// Loads libtorch by full path, before anything else asks for it.
StudyKit.Runtime.Native.NativeTorch.EnsureLoaded();
