FROM mcr.microsoft.com/dotnet/aspnet:3.1
RUN adduser app || echo none
RUN ./useradd x
RUN net user app /add
RUN echo useradd
