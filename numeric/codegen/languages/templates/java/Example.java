import «module».«title»;

class Example {
    public static void main(String[] arguments) {
        System.out.println(«title».«call»);
    }
}
