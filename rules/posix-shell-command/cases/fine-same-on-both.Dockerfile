FROM diamol/base
WORKDIR /src
RUN cd app && dotnet restore && dotnet publish -c Release -o /app > build.log
RUN echo 1 > init.txt
RUN curl -fsSL https://example.com/a -o a.txt && tar -xf a.tar
