FROM diamol/base
RUN for it in a b; do dotnet build $it; done
