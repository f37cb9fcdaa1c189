FROM gcc:14
RUN java -m64 -jar x.jar; ls -m32; echo "gcc -mavx2"; grep -r -- -msse2 .
