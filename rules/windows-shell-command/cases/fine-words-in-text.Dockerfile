FROM diamol/base
RUN dotnet copy del move
RUN echo 100% and C: drives
