// What every notebook starts with: the built library, the names it uses, and where its progress is drawn.
// Build first: dotnet build -c Release. "studykit run" does it for you.
#r "../artifacts/bin/StudyKit.Cli/release/TorchSharp.dll"
#r "../artifacts/bin/StudyKit.Cli/release/StudyKit.Text.dll"
#r "../artifacts/bin/StudyKit.Cli/release/StudyKit.Charts.dll"
#r "../artifacts/bin/StudyKit.Cli/release/StudyKit.dll"

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using StudyKit.Charts;
using StudyKit.Data.Formats;
using StudyKit.Data.Sets;
using StudyKit.Data.Translation;
using StudyKit.Data.World;
using StudyKit.Evaluation;
using StudyKit.Evaluation.Alignment;
using StudyKit.Evaluation.Bleu;
using StudyKit.Generation;
using StudyKit.Models.Transformer;
using StudyKit.Nn.Attention;
using StudyKit.Nn.Embeddings;
using StudyKit.Nn.Normalization;
using StudyKit.Nn.Residual;
using StudyKit.Papers;
using StudyKit.Probes;
using StudyKit.Runtime;
using StudyKit.Text;
using StudyKit.Text.Bpe;
using StudyKit.Text.Words;
using StudyKit.Training;
using StudyKit.Training.Logging;
using StudyKit.Training.Optimization;
using StudyKit.Training.Schedules;
using TorchSharp;

// Loads libtorch by full path, before anything else asks for it.
StudyKit.Runtime.Native.NativeTorch.EnsureLoaded();
NotebookDisplay.Show = value => { var shown = display(value); return next => shown.Update(next); };
