Console.WriteLine("studykit");
