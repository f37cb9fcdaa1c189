FROM gcc:15
ARG CFLAGS="-O3 -mavx2"
ARG CXXFLAGS="-O2 -msse4.2"
RUN ./configure && make
RUN g++ $CXXFLAGS -o /app app.cpp
