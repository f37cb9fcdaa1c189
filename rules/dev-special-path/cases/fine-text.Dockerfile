FROM mcr.microsoft.com/dotnet/aspnet:3.1
RUN echo "see /dev/null" > readme.txt
RUN echo /dev/null
RUN dotnet build -p:Note="sends it to /dev/null"
RUN dotnet build > build.log
RUN dotnet test 2>/dev/null || echo ignored
RUN dotnet build > NUL
