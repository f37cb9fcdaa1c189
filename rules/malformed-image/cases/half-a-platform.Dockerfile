FROM example.com/faulty/half:1
RUN true
